/** Whether an address is a page of the navigation, or lies below it. */
export function isAt(pathname: string, page: string): boolean {
  return pathname === page || pathname.startsWith(`${page}/`);
}
