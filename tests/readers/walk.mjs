// Prints as JSON what pdf.js finds in a PDF: the text of its pages, labels, bookmarks, named destinations, links
// within the file with their descriptions, and the number of elements in its tags. It judges nothing.
import { readFileSync } from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

const data = new Uint8Array(readFileSync(process.argv[2]));
const file = await getDocument({ data, verbosity: 0, useSystemFonts: false }).promise;

const pageOf = async (place) => {
  const there = typeof place === "string" ? await file.getDestination(place) : place;
  return there ? (await file.getPageIndex(there[0])) + 1 : 0;
};
const marks = async (items, level) => {
  const found = [];
  for (const item of items ?? []) {
    found.push([level, item.title, await pageOf(item.dest)], ...(await marks(item.items, level + 1)));
  }
  return found;
};
const count = (element) =>
  element?.role ? 1 + (element.children ?? []).reduce((sum, child) => sum + count(child), 0) : 0;

const pages = [];
const links = [];
const described = [];
let tags = 0;
for (let number = 1; number <= file.numPages; number++) {
  const page = await file.getPage(number);
  const text = await page.getTextContent();
  pages.push(text.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join(""));
  for (const note of await page.getAnnotations()) {
    if (note.subtype === "Link" && note.dest) {
      links.push([number, await pageOf(note.dest)]);
      if (note.contentsObj?.str) described.push(note.contentsObj.str);
    }
  }
  tags += count(await page.getStructTree());
}
const destinations = {};
for (const [name, place] of Object.entries((await file.getDestinations()) ?? {})) {
  destinations[name] = await pageOf(place);
}
const found =
  JSON.stringify({
    pages,
    labels: (await file.getPageLabels()) ?? [],
    outline: await marks(await file.getOutline(), 1),
    destinations,
    links,
    described,
    tags,
  });
process.stdout.write(found, () => process.exit(0));
