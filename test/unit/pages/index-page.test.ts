import { expect, test } from '@jest/globals';
import { indexPage } from '../../../src/pages/index-page.tsx';

test('the page is HTML, and what it shows is text', () => {
  const html = indexPage('/metrics', '<b>1</b>');

  expect(html).toMatch(/^<!doctype html>\n<html lang="en"><head><meta charset="utf-8"\/?>/);
  expect(html).toContain('<a href="/metrics">Metrics</a>');
  expect(html).toContain('Version &lt;b>1&lt;/b>');
});
