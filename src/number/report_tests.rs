//! The numbers of a report, from files through `load`, `check`, `merge` and `number`: of sections, paragraphs,
//! lists, tables, figures and appendices, and what references to them print. Nothing is typeset.

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::check::check;
    use crate::finding::{FindingFormat, Findings, Sources, render};
    use crate::load::{Folder, Selection, load};
    use crate::merge::merge;
    use crate::model::{AppendixContent, Block, Paper, plain};
    use crate::number::number;

    /// A report of the small council of the findings' cases, numbered, as lines.
    fn lines(style: &str, report: &str) -> Vec<String> {
        let head = "title = \"A report\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n";
        let board = format!("name = \"Safer Board\"\nbody = \"partnership\"\n{style}");
        let report = format!("{head}{report}");
        let files = [
            ("council.toml", include_str!("../../tests/findings/_base/council.toml")),
            ("people.toml", include_str!("../../tests/findings/_base/people.toml")),
            ("boards/safer.toml", board.as_str()),
            ("reports/paper/photo.svg", SQUARE),
            ("indicators/x.toml", INDICATOR),
            ("reports/paper/report.toml", &report),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        let folder = Folder::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings"))
            .expect("a council's folder")
            .holding(files.into());
        let (mut sources, mut findings) = (Sources::default(), Findings::default());
        let project = load(&folder, &Selection::default(), &mut sources, &mut findings).expect("a project");
        let checked = check(&project, &mut sources, &mut findings);
        let mut papers = merge(&checked, &mut findings).papers;
        assert!(findings.is_empty(), "{}", render(&findings, &sources, FindingFormat::Human.into()));
        of_paper(number(papers.remove(0)).paper())
    }

    /// Every number of a paper with what it stands before.
    fn of_paper(paper: &Paper) -> Vec<String> {
        let mut out = Vec::new();
        for field in paper.front.iter().chain(&paper.closing) {
            of_blocks(&field.blocks, &mut out);
        }
        for section in &paper.sections {
            out.push(format!("{} {}", section.number, plain(&section.heading)));
            of_blocks(&section.blocks, &mut out);
        }
        if let Some(recommendations) = &paper.recommendations {
            out.push(format!("{} Recommendations", recommendations.number));
            of_blocks(&recommendations.blocks, &mut out);
        }
        for appendix in &paper.appendices {
            out.push(format!("{} {}", appendix.label, plain(&appendix.title)));
            if let AppendixContent::Pages(blocks) | AppendixContent::Link(_, _, blocks) = &appendix.content {
                of_blocks(blocks, &mut out);
            }
        }
        out.iter().map(|line| line.trim().to_owned()).collect()
    }

    fn of_blocks(blocks: &[Block], out: &mut Vec<String>) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    out.push(format!("{} {}", paragraph.number, plain(&paragraph.body)));
                }
                Block::List(list) => {
                    for item in &list.items {
                        let at = out.len();
                        of_blocks(&item.blocks, out);
                        out[at] = format!("{} {}", item.label, out[at].trim());
                    }
                }
                Block::Table(table) => out.push(format!("{}: {}", table.number, plain(&table.caption))),
                Block::Chart(chart) => out.push(format!("{}: {}", chart.number, plain(&chart.title))),
                Block::Image(image) => out.push(format!("{}: {}", image.number, plain(&image.caption))),
                Block::Notes(notes) => {
                    out.extend(notes.iter().map(|note| format!("{} {}", note.mark, plain(&note.body))));
                }
                Block::Resolved(_) => {}
            }
        }
    }

    const INDICATOR: &str = "[x]\nname = \"X\"\nmeasure = \"count\"\n[[x.series]]\nwindow = \"calendar_year\"\nvalues = { \"2022\" = 3, \"2023\" = 1, \"2024\" = 2 }\n";

    const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";

    const REPORT: &str = r#"
[front.purpose]
text = """
Why:

1. of the front.
"""

[closing.risk]
text = """
Risks:

1. of the end.
"""

[[section]]
heading = "Background"
name = "background"
text = '''
First, after **{{ ref("plan") }}**.

{{ name("second") }}Second:

1. one;
   - a point;
     - a point of it;
   1. one of it;
      1. and below;
2. two.

- outer
  1. counted
     - inner

{{ unnumbered }}No number; see {{ ref("second") }}, {{ ref("costs") }} and {{ ref("photo") }}.

{{ place("costs") }}

Third.
'''

[[section]]
heading = "Options"
number = "heading"
name = "options"
text = '''
Of {{ ref("background") }} and {{ ref("options") }}.

{{ place("photo") }}

{{ place("more") }}

{{ place("lines") }}
'''

[[section]]
heading = "Below"
level = 2
text = "Fourth."

[[section]]
heading = "Apart"
number = "none"
name = "apart"
text = "{{ name(\"loose\") }}Of {{ ref(\"apart\") }} and {{ ref(\"loose\") }}."

[recommendations]
text = "Fifth."

[[appendix]]
title = "The plan"
name = "plan"
text = '''
See {{ ref("more") }}.

1. one.
'''

[[appendix]]
title = "The map"
label = "Z"
text = "A map."

[[appendix]]
title = "The list"

[image.photo]
file = "photo.svg"
alt = "A square"
caption = "A square"

[chart.lines]
trend = "x"
title = "Lines"

[table.costs]
caption = "Costs"
column = [ { key = "a", heading = "A" } ]
row = [ { a = "1" } ]

[table.more]
caption = "More"
column = [ { key = "a", heading = "A" } ]
row = [ { a = "1" } ]
"#;

    #[test]
    fn numbers_run_through_the_paper() {
        assert_eq!(
            lines("", REPORT),
            [
                "Why:",
                "(a) of the front.",
                "Risks:",
                "(a) of the end.",
                "Background",
                "1. First, after Appendix A.",
                "2. Second:",
                "(a) one;",
                "• a point;",
                "– a point of it;",
                "i. one of it;",
                "(1) and below;",
                "(b) two.",
                "• outer",
                "i. counted",
                "– inner",
                "No number; see paragraph 2, Table 1 and Figure 1.",
                "Table 1: Costs",
                "3. Third.",
                "4. Options",
                "Of ‘Background’ and section 4.",
                "Figure 1: A square",
                "Table 2: More",
                "Figure 2: Lines",
                "Below",
                "5. Fourth.",
                "Apart",
                "Of ‘Apart’ and above.",
                "Recommendations",
                "6. Fifth.",
                "Appendix A The plan",
                "See Table 2.",
                "(a) one.",
                "Appendix Z The map",
                "A map.",
                "Appendix C The list"
            ]
        );
    }

    #[test]
    fn numbers_begin_anew_in_each_section() {
        assert_eq!(
            lines("[tokens.numbering]\nscheme = \"section\"\n", REPORT),
            [
                "Why:",
                "(a) of the front.",
                "Risks:",
                "(a) of the end.",
                "1.0 Background",
                "1.1 First, after Appendix A.",
                "1.2 Second:",
                "(a) one;",
                "• a point;",
                "– a point of it;",
                "i. one of it;",
                "(1) and below;",
                "(b) two.",
                "• outer",
                "i. counted",
                "– inner",
                "No number; see paragraph 1.2, Table 1 and Figure 1.",
                "Table 1: Costs",
                "1.3 Third.",
                "2.0 Options",
                "Of section 1.0 and section 2.0.",
                "Figure 1: A square",
                "Table 2: More",
                "Figure 2: Lines",
                "Below",
                "2.1 Fourth.",
                "Apart",
                "Of ‘Apart’ and above.",
                "3.0 Recommendations",
                "3.1 Fifth.",
                "Appendix A The plan",
                "See Table 2.",
                "(a) one.",
                "Appendix Z The map",
                "A map.",
                "Appendix C The list"
            ]
        );
    }

    /// A note stands below what first marks it, wherever in its words the mark is.
    #[test]
    fn notes_stand_below_their_marks() {
        let report = r#"
[[section]]
heading = "One"
text = '''
Some **bold{{ note("b") }}** words.

Some *raised{{ note("c") }}* and [linked{{ note("a") }}](https://example.org) words.

- an item{{ note("d") }}

The last.
'''

[note.a]
text = "A."

[note.b]
text = "B."

[note.c]
text = "C."

[note.d]
text = "D."
"#;
        assert_eq!(
            lines("", report),
            [
                "One",
                "1. Some bold words.",
                "* B.",
                "2. Some raised and linked words.",
                "† C.",
                "‡ A.",
                "• an item",
                "§ D.",
                "3. The last."
            ]
        );
    }
}
