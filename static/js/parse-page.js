// The only HTML that scripts make from strings: that of the site's own pages. Browsers
// with Trusted Types refuse all other.
const policy = globalThis.trustedTypes?.createPolicy("own-pages", {
  createHTML: (html) => html,
});

export function parsePage(html) {
  return new DOMParser().parseFromString(policy?.createHTML(html) ?? html, "text/html");
}
