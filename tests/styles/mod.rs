//! House styles: what they may change, what they never change, and what is said of those that are
//! wrong. It knows no style by its name but where it is about that one.

mod council;
mod fonts;
mod govuk;
mod guide;
mod layers;
mod samples;
mod specimens;
mod welsh;

use std::path::{Path, PathBuf};

use boardpack::style::builtin::STYLES;

/// The names of the styles that come with the program.
pub(crate) fn built_in() -> Vec<&'static str> {
    let names: Vec<&str> = STYLES.iter().map(|(name, _)| *name).collect();
    assert!(names.len() > 1, "{names:?}");
    names
}

/// The repository's folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// Words with nothing but letters and figures in them, in small letters: looks are no part of them.
pub(crate) fn folded(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}
