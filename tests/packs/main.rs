//! Agenda packs as finished PDFs: page numbers, the agenda's ranges, links, bookmarks, tags and files.
//! It looks at no layout.

#[path = "../support/mod.rs"]
mod support;

mod made;
mod rules;
mod sample;
