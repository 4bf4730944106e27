//! Every test that runs the library or the program from outside, in one program: the typesetting engine is
//! linked once. Each module says what it tests; `CONTRIBUTING.md` says where a new test goes. Without the feature
//! `typeset`, those are left whose subjects come before the first page.

#[cfg(feature = "typeset")]
mod accessible;
#[cfg(feature = "typeset")]
mod agenda;
#[cfg(feature = "typeset")]
mod attachments;
#[cfg(feature = "typeset")]
mod charts;
#[cfg(feature = "typeset")]
mod district;
#[cfg(feature = "typeset")]
mod failures;
mod figures;
mod file_graph;
#[cfg(feature = "typeset")]
mod findings;
#[cfg(feature = "typeset")]
mod fixes;
#[cfg(feature = "typeset")]
mod generated_input;
#[cfg(feature = "typeset")]
mod hints;
#[cfg(feature = "typeset")]
mod layout;
#[cfg(feature = "typeset")]
mod minutes;
#[cfg(feature = "typeset")]
mod new;
#[cfg(feature = "typeset")]
mod notes;
#[cfg(feature = "typeset")]
mod opening;
#[cfg(feature = "typeset")]
mod output;
#[cfg(feature = "typeset")]
mod output_paths;
#[cfg(feature = "typeset")]
mod packs;
#[cfg(feature = "typeset")]
mod patterns;
mod period_spellings;
#[cfg(feature = "typeset")]
mod pictures;
#[cfg(feature = "typeset")]
mod readiness;
#[cfg(feature = "typeset")]
mod readme;
#[cfg(feature = "typeset")]
mod rules;
#[cfg(feature = "typeset")]
mod same_words;
#[cfg(feature = "typeset")]
mod samples;
mod series;
#[cfg(feature = "typeset")]
mod styles;
mod support;
#[cfg(feature = "typeset")]
mod text_safety;
mod tidy;
#[cfg(feature = "typeset")]
mod timings;
#[cfg(feature = "typeset")]
mod typed_paths;
#[cfg(feature = "typeset")]
mod verify;
mod welsh;
#[cfg(feature = "typeset")]
mod whole_folder;
#[cfg(feature = "typeset")]
mod whole_sheets;
#[cfg(feature = "typeset")]
mod workbooks;
#[cfg(feature = "typeset")]
mod worksheets;
#[cfg(feature = "typeset")]
mod wrong_use;
