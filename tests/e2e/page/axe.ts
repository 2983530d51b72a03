// What is held against a page by axe.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** All of its rules in the light theme; in the dark one, which is the same page in other colours, those that look at colours. */
export const axeIn = (page: Page, colorScheme: 'light' | 'dark' = 'light'): AxeBuilder => {
  const axe = new AxeBuilder({ page });
  return colorScheme === 'dark' ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe;
};
