import {defineConfig} from '@playwright/test';

const port = Number(process.env['CYCLELENS_PORT'] ?? 4174);

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/fixtures/setup.ts',
  // One browser at a time: a painting page takes all the cores there are.
  workers: 1,
  timeout: 60_000,
  expect: {timeout: 15_000},
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['./tests/fixtures/fault-table.ts']],
  use: {
    baseURL: `http://localhost:${port}/`,
    serviceWorkers: 'block',
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}/`,
    reuseExistingServer: !process.env['CI'],
  },
});
