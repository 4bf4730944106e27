//! Action logs that are rolled forward: what is the same, byte for byte, and what is left out.

use boardpack::cli::Exit;

use crate::new::{LOG, PACK, council, said, text};
use crate::support::Ran;

/// The log of September rolled forward by a board's rule.
fn rolled(rule: &str, more: &[&str]) -> (Ran, String) {
    let board = format!("name = \"Board\"\nbody = \"partnership\"\n{rule}\n");
    let council = council().put("boards/safer.toml", board).put("actions/safer/2025-09-19.toml", LOG);
    let ran = council.run(&[&["new", "actions", "--from", "safer"], more].concat());
    assert_eq!(ran.out.replace('\\', "/"), "actions/safer/2025-12-12.toml\n", "{}", ran.err);
    let text = text(&council, "actions/safer/2025-12-12.toml");
    (ran, text)
}

/// The log with a new date at its head, and without some stretches.
fn expected(without: &[(&str, &str)]) -> String {
    let mut log = LOG.replacen("19 September 2025 (2025-09-19)", "12 December 2025 (2025-12-12)", 1);
    for (from, to) in without {
        let start = log.find(from).expect("a start");
        let end = start + log[start..].find(to).expect("an end");
        log.replace_range(start..end, "");
    }
    log
}

const EARLY: (&str, &str) = ("# closed before the meeting", "[note.kept]");

#[test]
fn what_goes_forward_is_the_same_byte_for_byte() {
    let (ran, text) = rolled("", &[]);
    assert_eq!(text, expected(&[EARLY]));
    let talk = "3 actions of actions/safer/2025-09-19.toml taken over\n1 action closed and left out: early\n";
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, talk));
    assert_eq!(rolled("closed_actions = \"once\"", &[]).1, text);
}

#[test]
fn closed_actions_follow_the_board_s_rule() {
    let (_, dropped) = rolled("closed_actions = \"drop\"", &[]);
    assert_eq!(dropped, expected(&[EARLY, ("[[action]]\nid = \"on_the_day\"", "# Others")]));
    let (ran, kept) = rolled("closed_actions = \"keep\"", &[]);
    assert_eq!(kept, expected(&[]));
    assert!(!ran.err.contains("left out"), "{}", ran.err);
}

#[test]
fn a_board_s_rule_is_one_of_three_words() {
    let board = "name = \"Board\"\nbody = \"partnership\"\nclosed_actions = \"never\"\n";
    let council = council().put("boards/safer.toml", board).put("actions/safer/2025-09-19.toml", LOG);
    let ran = council.run(&["new", "actions", "--from", "safer"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Problems, ""));
    assert!(ran.err.contains("hint: it is one of: drop, once, keep"), "{}", ran.err);
}

/// Closed on the day of the first meeting: printed as closed in the second log, and in no later one.
#[test]
fn a_closed_action_is_printed_once_after_it_was_closed() {
    let council = council().put("actions/safer/2025-09-19.toml", LOG);
    let has = |date: &str| text(&council, &format!("actions/safer/{date}.toml")).contains("\"on_the_day\"");
    for (from, to) in [("2025-09-19", "2025-12-12"), ("2025-12-12", "2026-03-20")] {
        let from = format!("actions/safer/{from}.toml");
        let ran = council.run(&["new", "actions", "--from", &from, "--meeting", to]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    }
    assert_eq!((has("2025-12-12"), has("2026-03-20")), (true, false));
}

#[test]
fn numbers_begin_again_where_that_is_asked_for() {
    let (_, text) = rolled("", &["--renumber"]);
    let expected = expected(&[EARLY])
        .replace("number = 2", "number = 1")
        .replace("number = 5", "number = 2")
        .replace("number = 9", "number = 3");
    assert_eq!(text, expected);
}

#[test]
fn windows_line_ends_and_a_bare_log_go_forward() {
    let log = LOG.split_once("# Prisons\n\n").expect("a head").1.replace('\n', "\r\n");
    let council = council().put("actions/safer/2025-09-19.toml", format!("\u{FEFF}\r\n{log}"));
    assert_eq!(council.run(&["new", "actions", "--from", "boards/safer.toml"]).exit, Exit::Done);
    let made = text(&council, "actions/safer/2025-12-12.toml");
    assert!(
        made.starts_with("# The action log for the meeting of 12 December 2025.\n\n\r\n# This one"),
        "{made}"
    );
    assert!(!made.contains("early") && !made.contains("# closed before"), "{made}");
}

#[test]
fn without_an_open_action_there_is_no_log() {
    let log = "[[action]]\nid = \"a\"\nnumber = 1\nraised = 2025-01-01\ntext = \"A\"\nowners = [\"officer\"]\nclosed = 2025-02-01\n";
    let council = council().put("actions/safer/2025-09-19.toml", log);
    let ran = council.run(&["new", "actions", "--from", "actions/safer"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Problems, ""));
    let talk = "error: no action of actions/safer/2025-09-19.toml goes forward, so no log was made\n";
    assert!(ran.err.starts_with(talk), "{}", ran.err);
}

#[test]
fn the_next_meeting_is_the_pack_s_or_asked_for() {
    let pack = PACK.replace("next  = 2025-12-12T10:00:00\n", "");
    let council = council().put("packs/september/pack.toml", pack).put("actions/safer/2025-09-19.toml", LOG);
    let ran = council.run(&["new", "actions", "--from", "safer"]);
    let talk = "error: packs/september/pack.toml does not say when the board meets next\nhint: add the day to the command, as in --meeting 2025-12-19; or `next` to the pack\n";
    assert_eq!(said(&ran), (Exit::Usage, String::new(), talk.to_owned()));
    let ran = council.run(&["new", "actions", "--from", "safer", "--meeting", "2026-01-30"]);
    assert_eq!(ran.out.replace('\\', "/"), "actions/safer/2026-01-30.toml\n");
}

#[test]
fn an_action_in_braces_cannot_be_taken_apart() {
    let council = council().put("actions/safer/2025-09-19.toml", "action = [ { id = \"a\" } ]\n");
    let ran = council.run(&["new", "actions", "--from", "safer"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Problems, ""));
    assert!(ran.err.contains("hint: write it below a line [[action]]"), "{}", ran.err);
}
