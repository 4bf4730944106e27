//! Minutes and action logs: built through the command line, and their tags, text and numbers read
//! back. It never looks at reports.

use std::path::PathBuf;

use crate::support::{Council, Pdf, assert_accessible};
use boardpack::cli::Exit;

const PEOPLE: &str = r#"
[officer]
name  = "Community safety officer"
organisation = "Sample County Council"

[chair]
name  = "Councillor A. Chair"
organisation = "Sample Borough Council"
"#;

const HEAD: &str = r#"
board = "safer"
start = 2025-06-20T10:00:00
end   = 11:10:00
place = "via Microsoft Teams"
first_number = 30

[[present]]
person = "chair"
as = "in the Chair"
note = "left after minute 31"

[[present]]
name = "Mr B. Member"
organisation = "Sample Police"

[[officer]]
person = "officer"

[[apology]]
name = "Ms C. Away"
"#;

const MINUTES: &str = r#"
[[minute]]
title = "Introductions"
text = '''The list of apologies was noted.'''

[[minute]]
title = "Burglary update"
name = "burglary"
agenda_item = "9"
text = '''
The Board considered a report. {{ filed }} It was introduced by the officer.

The following points were noted:

1. First point.
2. Second point{{ note("n") }}, with two parts:

   1. one;
   2. two.

{{ place("t") }}
'''
resolved = '''
1. That the report be noted;
2. That a further report be brought.
'''
votes = { for = 1, against = 1, abstained = 0 }
recorded_vote = { for = ["chair"], against = ["Mr B. Member"] }
note = "Councillor Chair left the meeting."

[[minute]]
title = "Date of the next meeting"
text = "See {{ ref(\"burglary\") }}."
resolved = "That the Board meet in September."

[note.n]
text = "Of two"

[table.t]
caption = "Offences"
column = [ { key = "a", heading = "Year" }, { key = "b", heading = "Count" } ]
row = [ { a = "2024", b = "5" } ]
"#;

/// The smallest council with people, and no report.
fn council() -> Council {
    let council = Council::new().put("people.toml", PEOPLE);
    std::fs::remove_dir_all(council.path().join("reports")).expect("no reports");
    council
}

fn minutes(head: &str) -> Council {
    council().put("minutes/safer/2025-06-20.toml", format!("{head}{HEAD}{MINUTES}"))
}

/// Builds all, which must succeed and be accessible.
fn pdf(council: &Council) -> (Pdf, PathBuf) {
    let ran = council.run(&["build", "--deny-warnings"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    ran.pdfs.iter().for_each(|pdf| assert_accessible(pdf));
    (Pdf::open(&ran.pdfs[0]), ran.pdfs[0].clone())
}

#[test]
fn minutes_read_as_a_clerk_wrote_them() {
    let (pdf, path) = pdf(&minutes(""));
    assert!(path.ends_with("out/minutes/safer/2025-06-20.pdf"), "{path:?}");
    let expected = "\
Minutes of a meeting of the Safer Sample Board held via Microsoft Teams on Friday, 20 June 2025
Present
Name | Organisation
Councillor A. Chair (in the Chair)(left after minute 31) | Sample Borough Council
Mr B. Member | Sample Police
Officers
Name | Organisation
Community safety officer | Sample County Council
Apologies for absence
Name
Ms C. Away
30. Introductions
The list of apologies was noted.
31. Burglary update
The Board considered a report. A copy of the report, marked ‘Agenda item 9’, is filed with these minutes. It was introduced by the officer.
The following points were noted:
(i)
First point.
(ii)
Second point*, with two parts:
(a)
one;
(b)
two.
*Of two
Table 1: Offences
Year | Count
2024 | 5
RESOLVED:
(a)
That the report be noted;
(b)
That a further report be brought.
For: 1. Against: 1. Abstained: 0.
Recorded vote:
For (1): Councillor A. Chair
Against (1): Mr B. Member
Abstained (0): None
[Councillor Chair left the meeting.]
32. Date of the next meeting
See minute 31.
RESOLVED:
That the Board meet in September.
10.00 am to 11.10 am
20 June 2025
Chair
Date";
    let reading = pdf.reading();
    let reading =
        reading.split_once("Minutes of").map(|(_, rest)| format!("Minutes of{rest}")).expect("a heading");
    assert_eq!(reading, expected);
}

#[test]
fn a_style_with_headings_in_the_line_of_their_text_leaves_no_minute_out() {
    let words = |tokens: &str| {
        let reading = pdf(&minutes("").put("templates/county/style.toml", tokens)).0.reading();
        reading.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(words("[headings]\nrun_in = 1\n"), words("[headings]\nrun_in = 0\n"));
}

#[test]
fn minutes_are_headings_and_lists_are_tables() {
    let (pdf, _) = pdf(&minutes(""));
    assert_eq!(pdf.tags.of("H1").len(), 1);
    let headings: Vec<String> = pdf.tags.of("H2").iter().map(|h| h.text()).collect();
    assert_eq!(headings.len(), 6, "{headings:?}");
    assert_eq!(pdf.tags.of("Table").len(), 4);
    let scopes = |scope: &str| pdf.tags.of("TH").iter().filter(|h| h.scope.as_deref() == Some(scope)).count();
    assert_eq!((scopes("Column"), scopes("Row")), (7, 5), "{}", pdf.tags.show());
    assert!(pdf.outline().contains("31. Burglary update -> page"), "{}", pdf.outline());
    assert!(pdf.metadata().contains("Minutes of the Safer Sample Board, 20 June 2025"), "{}", pdf.metadata());
}

#[test]
fn nobody_signs_a_page_without_a_minute() {
    let last = "\n[[minute]]\ntitle = \"Last\"\ntext = '''\nThe last words.\n'''\n";
    for lines in 0..24 {
        let noted = format!("Noted.{}", "\n\nA line.".repeat(lines));
        let text = format!("{HEAD}{MINUTES}{last}")
            .replace("'''The list of apologies was noted.'''", &format!("'''{noted}'''"));
        // A last minute that is longer than a page is not kept whole, and still ends on the signed one.
        let more = if lines == 23 { "words.\n\n".repeat(60) } else { "words.".to_owned() };
        let (pdf, _) = pdf(&council().put("minutes/safer/2025-06-20.toml", text.replace("words.", &more)));
        let page = |n: usize| pdf.document.extract_text(&[u32::try_from(n).expect("a page")]).expect("text");
        let signed = (1..=pdf.pages.len()).rev().map(page).find(|text| text.contains("11.10 am"));
        let signed = signed.expect("a page that is signed");
        assert!(signed.contains("words."), "with {lines} lines more: {signed}");
    }
}

#[test]
fn drafts_are_marked_and_confirmed_minutes_say_so() {
    let (draft, _) = pdf(&minutes("status = \"draft\"\n"));
    assert!(draft.reading().contains("\nDraft\nPresent\n"), "{}", draft.reading());
    let confirmed = "status = \"confirmed\"\nconfirmed = 2025-09-19\n";
    let council = minutes(confirmed);
    let text =
        std::fs::read_to_string(council.path().join("minutes/safer/2025-06-20.toml")).expect("minutes");
    let correction = "\n[[correction]]\nminute = 31\ntext = \"the member was Mr B. Member\"\n";
    let (pdf, _) = pdf(&council.put("minutes/safer/2025-06-20.toml", text + correction));
    let reading = pdf.reading();
    let end = "20 June 2025\nConfirmed as a correct record on 19 September 2025.\nChair\nDate\nCorrections\n•\nMinute 31: the member was Mr B. Member";
    assert!(reading.ends_with(end), "{reading}");
}

#[test]
fn numbers_run_through_the_meetings_of_a_board() {
    let next = HEAD.replace("2025-06-20", "2025-09-19");
    let with = |first: u32, more: &str| {
        let text = format!("{more}{next}{MINUTES}").replace("= 30", &format!("= {first}"));
        minutes("").put("minutes/safer/2025-09-19.toml", text)
    };
    assert_eq!(with(33, "").run(&["check", "--deny-warnings"]).exit, Exit::Done);
    let collides = with(32, "");
    for words in [&["check"][..], &["check", "minutes/safer/2025-09-19.toml"]] {
        let ran = collides.run(words);
        assert_eq!(ran.exit, Exit::Problems);
        assert!(ran.err.contains("minutes/safer/2025-06-20.toml ends with minute 32"), "{}", ran.err);
        assert!(ran.err.contains("write first_number = 33"), "{}", ran.err);
    }
    let gap = with(40, "").run(&["check"]);
    assert!(gap.exit == Exit::Done && gap.err.contains("warning[minute-number]"), "{}", gap.err);
    assert_eq!(with(1, "restart = true\n").run(&["check", "--deny-warnings"]).exit, Exit::Done);
}

#[test]
fn what_is_selected_alone_is_built_alone() {
    let council =
        minutes("").put("actions/safer/2025-06-20.toml", LOG).put("actions/safer/2025-03-21.toml", "x = (");
    let ran = council.run(&["build", "minutes"]);
    assert_eq!((ran.exit, ran.pdfs.len()), (Exit::Done, 1), "{}", ran.err);
    let ran = council.run(&["build", "actions/safer/2025-06-20.toml"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.pdfs[0].ends_with("out/actions/safer/2025-06-20.pdf"), "{:?}", ran.pdfs);
}

const LOG: &str = r#"
[[action]]
id     = "prison"
number = 2
raised = 2024-12-09
text   = '''Update on the impact of the new prison'''
owners = ["officer"]
status = "amber"
update = [ { text = "Scoping completed." }, { on = 2025-03-04, text = "Assurance received:\n\n- **one**\n- two" } ]

[[action.part]]
raised = 2025-03-17
text   = '''The borough asked for an update'''
owners = ["chair", "Sample Police"]

[[action]]
id     = "toolkit"
number = 3
raised = 2025-03-21
text   = "Circulate the toolkit"
owners = ["officer"]
closed = 2025-05-18

[[action]]
id     = "overdue"
number = 4
raised = 2025-03-21
text   = "Answer the question"
owners = []
status = "red"
"#;

#[test]
fn an_action_log_is_one_table_on_its_side() {
    let (pdf, path) = pdf(&council().put("actions/safer/2025-06-20.toml", LOG));
    assert!(path.ends_with("out/actions/safer/2025-06-20.pdf"), "{path:?}");
    let expected = "\
Safer Sample Board Action Log
20th June 2025
No. | Date | Action | Responsible officer | Comments | Status
2 | 9.12.24 | Update on the impact of the new prison | Community safety officer | Scoping completed.4.3.25: Assurance received:•one•two | Amber
17.3.25 | The borough asked for an update | Councillor A. ChairSample Police | 
3 | 21.3.25 | Circulate the toolkit | Community safety officer |  | Closed 18.5.25
4 | 21.3.25 | Answer the question |  |  | Red";
    assert_eq!(pdf.reading(), expected);
    let page = pdf.document.get_dictionary(pdf.pages[0]).expect("a page");
    let size = page.get(b"MediaBox").and_then(|b| b.as_array()).expect("a size");
    assert!(size[2].as_float().expect("a width") > size[3].as_float().expect("a height"));
    let spans = pdf.tags.of("TH").iter().filter(|h| h.scope.as_deref() == Some("Row")).count();
    assert_eq!(spans, 3, "{}", pdf.tags.show());
}

#[test]
fn a_long_log_repeats_its_header_and_breaks_its_rows() {
    let update = "It was noted that more was to be done. ".repeat(12);
    let updates: Vec<String> =
        (1..28).map(|day| format!("{{ on = 2025-05-{day:02}, text = \"{update}\" }}")).collect();
    let log =
        LOG.replace("status = \"red\"", &format!("status = \"red\"\nupdate = [ {} ]", updates.join(", ")));
    let (pdf, _) = pdf(&council().put("actions/safer/2025-06-20.toml", log));
    assert!(pdf.pages.len() >= 4, "{} pages", pdf.pages.len());
    assert!(pdf.reading().contains("27.5.25: It was noted"), "{}", pdf.reading());
    assert_eq!(pdf.tags.of("Table").len(), 1);
}
