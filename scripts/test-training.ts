/** Tests the trainer in a virtual environment of its own, made on the first run. */
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';

const environment = join('training', '.venv');
const bin = join(environment, process.platform === 'win32' ? 'Scripts' : 'bin');

/** Runs a command in the foreground; stops with its status if it fails. */
function run(command: string, ...words: string[]): void {
  const {status, error} = spawnSync(command, words, {stdio: 'inherit'});
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(bin)) run('python3', '-m', 'venv', environment);
run(join(bin, 'python'), '-m', 'pip', 'install', '--quiet', '--editable', 'training[test]');
// The trainings of toys are the longest by far, and of one thread each.
run(join(bin, 'python'), '-m', 'pytest', '-n', '2', '--dist', 'worksteal', 'training');
