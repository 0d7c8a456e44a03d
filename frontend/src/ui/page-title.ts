/** What the window is called: only a browser has a title that people see. */
export function usePageTitle(_title: string): void {
  // Phones show no title.
}
