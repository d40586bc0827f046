/**
 * The interface's language: the one chosen, else the first of the browser's that there is. A further
 * language is one more file in locales/ and one more name in the two lists below.
 */
import {configureLocalization, type LocaleModule} from '@lit/localize';
import {readPreferences, writePreferences} from '../studio/preferences.ts';

export const localeNames = {en: 'English', 'zh-CN': '简体中文'} as const;

export type Locale = keyof typeof localeNames;

const loaders: Record<Exclude<Locale, 'en'>, () => Promise<LocaleModule>> = {
  'zh-CN': () => import('./locales/zh-CN.ts'),
};

const {getLocale, setLocale} = configureLocalization({
  sourceLocale: 'en',
  targetLocales: Object.keys(loaders),
  loadLocale: (locale) => loaders[locale as keyof typeof loaders](),
});

const locales = Object.keys(localeNames) as Locale[];

/** The language shown now. */
export const currentLocale = () => getLocale() as Locale;

/** Shows another language; where its file cannot be had, the one before stays. */
async function show(locale: Locale): Promise<void> {
  await setLocale(locale).catch(console.warn);
  document.documentElement.lang = currentLocale();
}

/** Shows another language from now on. */
export async function chooseLocale(locale: Locale): Promise<void> {
  writePreferences({locale});
  await show(locale);
}

/** Settles on the language to begin with. */
export function settleLocale(): Promise<void> {
  const wanted = readPreferences().locale;
  const byBrowser = navigator.languages
    .map((tag) => locales.find((locale) => locale.split('-')[0] === tag.split('-')[0]))
    .find((locale) => locale !== undefined);
  return show(wanted ?? byBrowser ?? 'en');
}
