//! A command line that cannot be read, in plain words, and what to type instead. It never changes what was typed.

use std::ffi::OsString;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The words for a command line that cannot be read, and what to type; `None` where the reader of arguments says it as
/// well.
pub(super) fn explain(error: &Error, typed: &[OsString]) -> Option<(String, String)> {
    let words: Vec<&str> = typed.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let command = command_of(&words);
    let asked = |kind| text_of(error, kind);
    let (message, hint) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = asked(ContextKind::InvalidSubcommand)?;
            (format!("there is no command `{command} {word}`"), subcommand(word, &words))
        }
        ErrorKind::UnknownArgument => {
            let word = asked(ContextKind::InvalidArg)?;
            let typed = typed_option(word, &words);
            let message = if word.starts_with('-') {
                format!("`{command}` has no option {typed}")
            } else {
                format!("`{command}` can do nothing with {typed}")
            };
            (message, argument(word, &words, &command))
        }
        ErrorKind::InvalidValue if asked(ContextKind::InvalidArg) == Some("<WHAT>") => {
            let word = asked(ContextKind::InvalidValue)?;
            let near =
                LISTED.iter().find(|(other, _)| *other == word.to_lowercase()).map(|(_, meant)| *meant);
            let near =
                near.or(asked(ContextKind::SuggestedValue)).map(|near| format!("did you mean {near}? "));
            let all = all_of(error, ContextKind::ValidValue).join(", ");
            (
                format!("`{command}` does not list `{word}`"),
                Some(format!("{}it lists one of: {all}", near.unwrap_or_default())),
            )
        }
        ErrorKind::MissingRequiredArgument => {
            let name = asked(ContextKind::InvalidArg)?;
            let hint = missing(name)?;
            let what =
                if name.starts_with('-') { format!("needs {name}") } else { "is not complete".to_owned() };
            (format!("`{command}` {what}"), Some(hint.to_owned()))
        }
        _ => return None,
    };
    let near = asked(ContextKind::SuggestedArg).or(asked(ContextKind::SuggestedSubcommand));
    let hint = hint.or_else(|| near.map(|near| format!("did you mean {near}?")));
    let hint = hint.unwrap_or_else(|| format!("all that it can do is said by: {command} --help"));
    Some((message, hint))
}

/// Words of every day for what can be listed.
const LISTED: [(&str, &str); 11] = [
    ("agendas", "packs"),
    ("committees", "boards"),
    ("contacts", "people"),
    ("data", "indicators"),
    ("figures", "indicators"),
    ("house-styles", "styles"),
    ("meetings", "packs"),
    ("officers", "people"),
    ("papers", "reports"),
    ("persons", "people"),
    ("templates", "styles"),
];

/// The words for an option that begins with a dash as Word makes it of two strokes; `None` where there is none.
pub(super) fn with_long_dash(typed: &[OsString]) -> Option<(String, String)> {
    let words: Vec<&str> = typed.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let is_dash = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}');
    let plain = |word: &&str| match word.trim_start_matches(is_dash) {
        name if name.len() == word.len() => (*word).to_owned(),
        name => format!("--{name}"),
    };
    let found = words.iter().find(|word| word.starts_with(is_dash))?;
    let meant: Vec<String> = words.iter().map(plain).collect();
    Some((
        format!("`{found}` begins with a dash as Word and Outlook make it of two strokes"),
        format!("type the strokes yourself: boardpack {}", meant.join(" ")),
    ))
}

fn text_of(error: &Error, kind: ContextKind) -> Option<&str> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        Some(ContextValue::Strings(all)) => all.first().map(String::as_str),
        _ => None,
    }
}

fn all_of(error: &Error, kind: ContextKind) -> &[String] {
    match error.get(kind) {
        Some(ContextValue::Strings(all)) => all,
        _ => &[],
    }
}

/// The command as it is typed: "boardpack build", "boardpack new minutes".
fn command_of(words: &[&str]) -> String {
    let known: &[&str] = match words {
        ["new", "minutes" | "actions" | "council" | "house-style", ..] => &words[..2],
        ["build" | "check" | "new" | "list" | "explain", ..] => &words[..1],
        _ => &[],
    };
    known.iter().fold("boardpack".to_owned(), |all, word| format!("{all} {word}"))
}

/// The word of the command line that begins with an option: "-out" for "-o".
fn typed_option<'a>(option: &'a str, words: &[&'a str]) -> &'a str {
    let is_short = option.starts_with('-') && !option.starts_with("--");
    words.iter().copied().find(|word| is_short && word.starts_with(option)).unwrap_or(option)
}

/// The hint for the name of a command that is none.
fn subcommand(word: &str, words: &[&str]) -> Option<String> {
    let (folder, file) = match word {
        "report" | "reports" | "paper" => ("reports/NAME", "report.toml"),
        "pack" | "agenda" => ("packs/NAME", "pack.toml"),
        "board" => ("boards", "NAME.toml"),
        "indicator" | "indicators" => ("indicators", "NAME.toml"),
        _ if words.first() == Some(&word) && looks_like_path(word) => {
            return Some(format!(
                "say what to do with it: boardpack build {word}, or boardpack check {word}"
            ));
        }
        "publish" | "pdf" | "make" | "run" | "compile" => {
            return Some("PDFs are made by: boardpack build".to_owned());
        }
        "validate" | "test" | "lint" => {
            return Some("papers are checked by: boardpack check".to_owned());
        }
        _ => return None,
    };
    let is_new = words.first() == Some(&"new");
    let begin = match folder {
        "packs/NAME" => {
            "where there is none, make it with board = \"…\", start = 2025-06-20T10:00:00 with the right day and time, and an [[item]] with title = \"…\""
        }
        "reports/NAME" => "where there is none, begin with the smallest report of the README",
        _ => "where there is none, begin with the one of the README",
    };
    is_new.then(|| {
        format!(
            "it is a file that you write, {folder}/{file}: copy the last one below {}/ under a new name, and change what it says; {begin}",
            folder.split('/').next().unwrap_or(folder)
        )
    })
}

/// The hint for an option that the command does not have, or for a word too many.
fn argument(word: &str, words: &[&str], command: &str) -> Option<String> {
    let typed = typed_option(word, words);
    let value = words.iter().position(|w| *w == typed).and_then(|at| words.get(at + 1));
    let value = value.filter(|value| !value.starts_with('-')).map(|value| format!(" {value}"));
    let value = value.unwrap_or_default();
    if typed.len() > 2 && typed.starts_with('-') && !typed.starts_with("--") {
        return Some(format!("the names of options begin with two strokes: {command} -{typed}{value}"));
    }
    match (words.first(), words.get(1), word) {
        (_, _, "--draft" | "--final") => {
            let status = &word[2..];
            Some(format!(
                "whether a paper is a draft stands in its file: write status = \"{status}\" in report.toml"
            ))
        }
        (_, _, "--version" | "-v" | "-V") => Some("the version is said by: boardpack --version".to_owned()),
        (_, _, "--watch") => Some("papers are built again by the same command: boardpack build".to_owned()),
        (Some(&from), _, "--open" | "--out" | "--specimen" | "--emit-typst") => {
            let value = if word == "--out" { " FOLDER" } else { "" };
            Some(format!("{word} goes with build, and not with {from}: boardpack build {word}{value}"))
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
