/** The links of a page to other files and headings. */

/** @param page its Markdown. Without links to other sites, and without what stands in blocks of code. */
export function pageLinks(page: string): string[] {
  const text = page.replaceAll(/^ *```[^]*?^ *```$/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}
