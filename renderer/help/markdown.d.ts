// A page of docs/ is its HTML (build/help-pages.ts).
declare module '*.md' {
  const html: string;
  export default html;
}
