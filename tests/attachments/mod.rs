//! PDFs that other programs made, each drawn in a pack between two reports and read back: what they
//! looked like, said, held and led to is still there. It judges no file by itself.

mod any;
mod built;
mod claims;
mod clerk;
mod corpus;
mod damage;
mod dangers;
mod edges;
mod fields;
mod file;
mod letters;
mod limits;
mod looks;
mod loops;
mod odd;
mod parts;
mod refused;
mod room;
mod rules;
mod sound;
mod together;
mod untagged;
mod ways;
mod writer;
