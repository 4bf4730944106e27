//! What to type instead of a command line that cannot be read, where the reader of arguments says only what is
//! wrong with it. It never changes what was typed.

use std::ffi::OsString;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The hint for a command line; `None` where the error says what to do.
pub(super) fn usage_hint(error: &Error, typed: &[OsString]) -> Option<String> {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        Some(ContextValue::Strings(all)) => all.first().map(String::as_str),
        _ => None,
    };
    let words: Vec<&str> = typed.iter().skip(1).filter_map(|word| word.to_str()).collect();
    match error.kind() {
        ErrorKind::InvalidSubcommand => subcommand(context(ContextKind::InvalidSubcommand)?, &words),
        ErrorKind::UnknownArgument => argument(context(ContextKind::InvalidArg)?, &words),
        ErrorKind::MissingRequiredArgument => missing(context(ContextKind::InvalidArg)?).map(str::to_owned),
        _ => None,
    }
}

/// The hint for the name of a command that is none.
fn subcommand(word: &str, words: &[&str]) -> Option<String> {
    let file = match word {
        "report" | "paper" => "reports/NAME/report.toml",
        "pack" | "agenda" => "packs/NAME/pack.toml",
        "board" => "boards/NAME.toml",
        "indicator" | "indicators" => "indicators/NAME.toml",
        _ if words.first() == Some(&word) && looks_like_path(word) => {
            return Some(format!(
                "say what to do with it: boardpack build {word}, or boardpack check {word}"
            ));
        }
        _ => return None,
    };
    let is_new = words.first() == Some(&"new");
    is_new.then(|| {
        format!("a {word} is a file that you write: {file}; begin with a copy of one, or with the example in the README")
    })
}

/// The hint for an option that the command does not have, or for a word too many.
fn argument(word: &str, words: &[&str]) -> Option<String> {
    let one_stroke = words.iter().find(|word| {
        let letters = word.strip_prefix('-').unwrap_or_default();
        !letters.starts_with('-')
            && letters.len() > 1
            && letters.starts_with(|c: char| c.is_ascii_alphabetic())
    });
    if let (Some(typed), false) = (one_stroke, word.starts_with("--")) {
        return Some(format!("names of options have two strokes: -{typed}"));
    }
    match (words.first(), words.get(1), word) {
        (Some(&command), _, "--open" | "--out" | "--specimen" | "--emit-typst") => {
            Some(format!("{word} goes with build, and not with {command}: boardpack build {word}"))
        }
        (Some(&"new"), Some(what @ (&"minutes" | &"actions")), _) if !word.starts_with('-') => {
            Some(format!("write --from before it: boardpack new {what} --from {word}"))
        }
        _ => None,
    }
}

/// The hint for an argument that is not there.
fn missing(argument: &str) -> Option<&'static str> {
    match argument {
        "<WHAT>" => Some("name what is to be listed, as in: boardpack list reports"),
        "--from <PACK>" => {
            Some("name the pack of the meeting, as in: boardpack new minutes --from packs/NAME")
        }
        "--from <LOG>" => Some("name the log or its board, as in: boardpack new actions --from BOARD"),
        "<DIR>" => Some("name the folder that is to be made, as in: boardpack new council my_council"),
        "<NAME>" => Some("name the style that is to be made, as in: boardpack new house-style my_style"),
        _ => None,
    }
}

fn looks_like_path(word: &str) -> bool {
    word.contains(['/', '\\', '.'])
}
