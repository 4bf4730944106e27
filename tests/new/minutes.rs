//! Minutes that are begun from a pack. It never looks at action logs.

use std::fs;
use std::path::Path;

use boardpack::cli::Exit;

use crate::new::{MADE, PACK, council, said, text};
use crate::support::{Council, assert_accessible};

#[test]
fn minutes_begin_as_the_agenda_has_them() {
    let council = council();
    let ran = council.run(&["new", "minutes", "--from", "packs/september"]);
    let talk = "a draft of 6 minutes, numbered from 9: see who was there, and write what is still to be filled in\nboardpack check minutes/safer/2025-09-19.toml lists what that is\n";
    assert_eq!(said(&ran), (Exit::Done, format!("{MADE}\n"), talk.to_owned()));
    let expected = r#"# Minutes of the meeting of 19 September 2025, begun from packs/september/pack.toml.
# `boardpack check` lists what is still to be written. To fill a place in, write in place of all of
# {{ fill_in("…") }}. Nothing is built before the last one is gone.
board  = "safer"
start  = 2025-09-19T14:05:00
# end  = 11:10:00               # when it ended: take away the # at the front
place  = "at County Hall"       # as it goes on after “a meeting held …”
status = "draft"                # marks every page, until the minutes are confirmed
first_number = 9                # follows minute 8 of minutes/safer/2025-06-20.toml

# Those who came to the meeting of 20 June 2025, or sent apologies for it: correct the list.
# Who was not there: take the entry out. Who sent apologies: change [[present]] to [[apology]].
# Who came late or left early: add, say, note = "left after minute 3".
[[present]]
name         = "Councillor A. Chair"
organisation = "Sample Council"
as           = "in the Chair"

[[present]]
name = "Ms B. Away"

[[officer]]
person = "clerk"

# The minutes, in the order of the agenda. Move one with all its lines to change the order, add
# [[minute]] for one more, or take one out: the numbers follow by themselves.

[[minute]]
title = "Minutes of the previous meeting"
agenda_item = "1"
text = '''
The Board took the minutes of the meeting held on 20 June 2025 as read, and confirmed them as correct.
'''

[[minute]]
title = "Declarations of interest"
agenda_item = "2"
text = '''
The Chair invited members to declare any interest in an item of the agenda.

{{ fill_in("who declared which interest in which item; or: There were no declarations.") }}
'''

[[minute]]
title = "Report before {{ fill_in('what the agenda prints for next.day') }}"
agenda_item = "2a"
# The officer will say "hello".
# What the report `paper` recommends:
# That the Board notes this report.
text = '''
The Board considered a report of {{ fill_in("whose report it is, and what it is about") }}. {{ filed }}

The following points were noted:

1. {{ fill_in("what was said, one point in each line that begins with 1.") }}
'''
resolved = '''
{{ fill_in("what was resolved, such as: That the report be noted.") }}
'''

[[minute]]
title = "Lighting"
agenda_item = "3"
# What the report `paper` recommends:
# That the Board notes this report.
text = '''
The Chair agreed that this item be taken as urgent, for this reason: it's dark.

The Board considered a report of {{ fill_in("whose report it is, and what it is about") }}. {{ filed }}

The following points were noted:

1. {{ fill_in("what was said, one point in each line that begins with 1.") }}
'''
resolved = '''
{{ fill_in("what was resolved, such as: That the report be noted.") }}
'''

[[minute]]
title = "Signs"
agenda_item = "4"
text = '''
This item had been withdrawn.
'''

[[minute]]
title = "Date of the next meeting"
agenda_item = "5"
text = '''
The next meeting will be held on Friday 12 December 2025 at 10.00 am.
'''
"#;
    assert_eq!(text(&council, MADE), expected);
    let ran = council.run(&["check", MADE, "--message-format", "short"]);
    assert_eq!(ran.exit, Exit::Problems);
    assert_eq!(ran.err.matches("error[not-written]").count(), 8, "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 9, "{}", ran.err);
    assert!(ran.err.contains("a file of minutes has no `end`"), "{}", ran.err);
}

/// A skeleton with all its places filled in.
fn filled(skeleton: &str) -> String {
    let mut out = String::new();
    let mut rest = skeleton;
    while let Some((before, after)) = rest.split_once("{{ fill_in(") {
        out.push_str(before);
        out.push_str("words");
        rest = after.split_once("}}").expect("an end").1;
    }
    (out + rest).replace("# end  = 11:10:00", "end = 23:10:00").replace("{{ words", "{{ fill_in")
}

#[test]
fn filled_in_they_build() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    for (council, from, made) in [
        (council(), "september", MADE),
        (
            Council::new().lay_over(&content),
            "packs/safer_communities_2024_03_22/pack.toml",
            "minutes/safer_communities/2024-03-22.toml",
        ),
    ] {
        assert_eq!(council.run(&["new", "minutes", "--from", from]).exit, Exit::Done);
        let text = filled(&text(&council, made));
        let council = council.put(made, text);
        let ran = council.run(&["build", made, "--deny-warnings"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert_accessible(&ran.pdfs[0]);
    }
}

#[test]
fn people_are_the_board_s_members_where_it_lists_them() {
    let board = "name = \"Board\"\nbody = \"partnership\"\nvenue = \"Room 1\"\n[[member]]\nperson = \"officer\"\nas = \"in the Chair\"\n[[member]]\nname = \"Councillor C.\"\norganisation = \"Sample Council\"\n[[member]]\nsince = 2020\n";
    let pack = PACK.replace("place = \"County Hall\"\n", "");
    let council = council().put("boards/safer.toml", board).put("packs/september/pack.toml", pack);
    assert_eq!(council.run(&["new", "minutes", "--from", "september", "--quiet"]).err, "");
    let made = text(&council, MADE);
    let people = made.split("# The members of the board: correct the list.").nth(1).expect("a list");
    let people = people.split("# The minutes,").next().expect("its end");
    let expected = "\n[[present]]\nperson = \"officer\"\nas     = \"in the Chair\"\n\n[[present]]\nname         = \"Councillor C.\"\norganisation = \"Sample Council\"\n\n[[officer]]\nperson = \"clerk\"\n\n";
    assert!(people.ends_with(expected), "{people}");
    assert!(made.contains("place  = \"at Room 1\""), "{made}");
}

#[test]
fn without_minutes_before_the_lists_are_shown_how() {
    let council = council();
    fs::remove_dir_all(council.path().join("minutes")).expect("removed");
    let ran = council.run(&["new", "minutes", "--from", "packs/september/pack.toml"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let made = text(&council, MADE);
    assert!(
        made.contains("first_number = 1 ") && made.contains("# [[present]]\n# person = \"chair\""),
        "{made}"
    );
    assert!(made.contains("\n[[officer]]\nperson = \"clerk\"\n"), "{made}");
    let broken = council.put("minutes/safer/2025-06-20.toml", "first = (\n");
    fs::remove_file(broken.path().join(MADE)).expect("removed");
    broken.run(&["new", "minutes", "--from", "september"]);
    let made = text(&broken, MADE);
    let expected =
        "# first_number =                # minutes/safer/2025-06-20.toml does not say where it ended";
    assert!(made.contains(expected), "{made}");
}

#[test]
fn items_below_items_have_minutes_of_their_own() {
    let pack = PACK.to_owned()
        + "[[item.item]]\ntitle = \"Part one\"\npapers = [ { report = \"paper\" } ]\n[[item.item]]\ntitle = \"Part two\"\n";
    let council = council().put("packs/september/pack.toml", pack);
    assert_eq!(council.run(&["new", "minutes", "--from", "september"]).exit, Exit::Done);
    let made = text(&council, MADE);
    assert!(made.contains("title = \"Part one\"\nagenda_item = \"5(a)\"\n"), "{made}");
    assert!(made.contains("# Below it stand the minutes of 5(a), 5(b). Take this one out"), "{made}");
    let ran = council.run(&["check", MADE, "--message-format", "short"]);
    assert!(!ran.err.contains("unknown-item"), "{}", ran.err);
}

/// What no draft may hold of an exempt report.
const CANARY: &str = "Fosse Way tender";

/// A report with the canary in every field, and `mark` where it belongs.
fn restricted(mark: &str) -> String {
    format!(
        "{mark}\ntitle = \"Title {CANARY}\"\nshort_title = \"Short {CANARY}\"\nboard = \"safer\"\nmeeting = 2025-09-19\nperiod = \"2024/25 Q4\"\nreport_of = \"clerk\"\ncontacts = [\"officer\"]\nbackground_papers = [\"Paper {CANARY}\"]\n\n[front.purpose]\ntext = 'Purpose {CANARY}'\n\n[[section]]\nheading = \"Heading {CANARY}\"\ntext = 'Text {CANARY}{{{{ note(\"n\") }}}}'\n\n[recommendations]\ntext = 'That {CANARY} be accepted.'\n\n[closing.legal]\ntext = 'Legal {CANARY}'\nsigned_off = {{ by = \"Office {CANARY}\" }}\n\n[note.n]\ntext = \"Note {CANARY}\"\n\n[[appendix]]\ntitle = \"Appendix {CANARY}\"\ntext = 'Words {CANARY}'\n"
    )
}

#[test]
fn nothing_of_an_exempt_report_gets_into_the_draft() {
    let last = restricted("") + "exempt = true\n";
    let of_appendix = restricted("").replace("[[appendix]]\n", "[[appendix]]\nexempt = \"plan_figures\"\n");
    let table = restricted("") + "[confidential]\nreason = \"The department forbids it\"\n";
    for report in [
        restricted("exempt = true"),
        restricted("exempt = { paragraphs = [3] }"),
        restricted("confidential = true"),
        restricted("exempt.paragraphs = [3]"),
        restricted("Exempt = \"yes\""),
        restricted("exempt = false"),
        table,
        last,
        of_appendix,
    ] {
        let council = council().put("reports/paper/report.toml", &report);
        let ran = council.run(&["new", "minutes", "--from", "packs/september"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let made = text(&council, MADE);
        assert!(!made.contains(CANARY) && !ran.err.contains(CANARY), "{report}\n{made}");
        assert!(!made.contains("`paper`") && !made.contains("considered a report"), "{made}");
        let expected = r#"
agenda_item = "2a"
# The officer will say "hello".
# This item, or a report of it, is marked exempt or confidential: nothing of the report is copied here.
# Minutes are open to the public. Write only what may be said in public; what may not is written below
# exempt/ when boardpack makes members' editions, and until then by your council's own rules.
text = '''
{{ fill_in("what may be said of this in public") }}
'''
"#;
        assert!(made.contains(expected), "{made}");
        made.parse::<toml::Table>().expect("TOML");
    }
}

#[test]
fn an_item_that_the_agenda_calls_exempt_keeps_its_report_out() {
    let canary = restricted("");
    for mark in ["exempt = { paragraphs = [3] }", "confidential = { reason = \"Forbidden\" }"] {
        let pack = PACK.replace("number = \"2a\"", &format!("number = \"2a\"\n{mark}"));
        let pack = pack
            .replace("state = \"urgent\"\nreason = \"it's dark\"\npapers = [ { report = \"paper\" } ]", "");
        let council =
            council().put("reports/paper/report.toml", &canary).put("packs/september/pack.toml", pack);
        let ran = council.run(&["new", "minutes", "--from", "packs/september"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        assert!(!text(&council, MADE).contains(CANARY), "{}", text(&council, MADE));
    }
}

#[test]
fn what_stands_below_an_exempt_item_is_exempt_with_it() {
    let head = "board = \"safer\"\nstart = 2025-09-19T14:05:00\nplace = \"County Hall\"\n";
    let item = "[[item]]\ntitle = \"Contracts\"\n";
    let below = "[[item.item]]\ntitle = \"Lighting\"\n[[item.item.item]]\ntitle = \"Lamps\"\npapers = [ { report = \"paper\" } ]\n";
    for pack in
        [format!("{head}{item}exempt = true\n{below}"), format!("{head}confidential = true\n{item}{below}")]
    {
        let council =
            council().put("reports/paper/report.toml", restricted("")).put("packs/september/pack.toml", pack);
        assert_eq!(council.run(&["new", "minutes", "--from", "packs/september"]).exit, Exit::Done);
        let made = text(&council, MADE);
        assert!(!made.contains(CANARY) && made.matches("is marked exempt").count() == 3, "{made}");
    }
}

#[test]
fn a_report_that_is_open_still_says_what_it_recommends() {
    let report = restricted("").replace("purpose", "exempt");
    let council = council().put("reports/paper/report.toml", report);
    assert_eq!(council.run(&["new", "minutes", "--from", "packs/september"]).exit, Exit::Done);
    let made = text(&council, MADE);
    assert!(
        made.contains("# What the report `paper` recommends:\n# That Fosse Way tender be accepted.\n"),
        "{made}"
    );
}
