//! Agenda packs as finished PDFs: page numbers, the agenda's ranges, links, bookmarks, tags and files.
//! It looks at no layout.

mod made;
mod rules;
mod sample;
