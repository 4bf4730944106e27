//! Every test that runs the library or the program from outside, in one program: the typesetting engine is
//! linked once. Each module says what it tests; `CONTRIBUTING.md` says where a new test goes.

mod accessible;
mod agenda;
mod attachments;
mod charts;
mod district;
mod figures;
mod findings;
mod generated_input;
mod minutes;
mod new;
mod output;
mod packs;
mod readme;
mod samples;
mod series;
mod styles;
mod support;
mod text_safety;
mod tidy;
mod whole_folder;
