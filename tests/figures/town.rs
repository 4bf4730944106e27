//! A small council with indicators made for a test, and what its paper says: from files through
//! `load`, `check` and `merge`, up to the text of each paragraph.

use std::fmt::Write as _;

use boardpack::check::check;
use boardpack::finding::{Findings, Sources};
use boardpack::load::{Folder, Selection, load};
use boardpack::merge::merge;
use boardpack::model::{Block, CellContent, Drawing, plain};

use crate::support::Council;

/// A council in the making.
#[derive(Clone, Default)]
pub(crate) struct Town {
    indicators: String,
    council: String,
    board: String,
    period: String,
    rest: String,
    files: Vec<(String, Vec<u8>)>,
}

/// What came of a paper.
pub(crate) struct Outcome {
    /// The text of each paragraph; none where there are mistakes.
    pub paragraphs: Vec<String>,
    /// Rule, message and hints of each finding, in order of place.
    pub findings: Vec<(String, String, String)>,
    /// The charts.
    pub charts: Vec<TrendChart>,
    /// The rows of each table, their cells parted by " | ".
    pub tables: Vec<Vec<String>>,
}

/// A chart of a paper.
pub(crate) struct TrendChart {
    /// The words below its title.
    pub subtitle: String,
    /// Its data.
    pub csv: String,
    /// What is drawn.
    pub drawing: Drawing,
}

impl Town {
    /// A council whose paper is for 2024/25 Q4.
    pub(crate) fn new() -> Self {
        Self { period: "2024/25 Q4".to_owned(), ..Self::default() }
    }

    /// The period of the paper.
    pub(crate) fn period(mut self, period: &str) -> Self {
        self.period = period.to_owned();
        self
    }

    /// An indicator with its name; its series follow.
    pub(crate) fn indicator(mut self, id: &str, keys: &str) -> Self {
        let _ = write!(self.indicators, "\n[{id}]\nname = \"Number of {id}\"\n{keys}\n");
        self
    }

    /// Values of the whole: "2023/24 Q4 = 5; 2024/25 Q4 = 6".
    pub(crate) fn series(self, id: &str, window: &str, values: &str) -> Self {
        self.add(id, &format!("window = \"{window}\""), values)
    }

    /// Percentages, each of which is as it is typed: 0.5 among others such as 50 is 0.5%.
    pub(crate) fn percentages(self, id: &str, window: &str, values: &str) -> Self {
        self.add(id, &format!("window = \"{window}\"\nfraction = false"), values)
    }

    /// Values of an area.
    pub(crate) fn area(self, id: &str, area: &str, window: &str, values: &str) -> Self {
        self.add(id, &format!("window = \"{window}\"\narea = \"{area}\""), values)
    }

    fn add(mut self, id: &str, head: &str, values: &str) -> Self {
        let _ = write!(self.indicators, "\n[[{id}.series]]\n{head}\n[{id}.series.values]\n");
        for one in values.split(';').filter(|one| !one.trim().is_empty()) {
            let (period, value) = one.split_once('=').expect("period = value");
            let _ = writeln!(self.indicators, "\"{}\" = {}", period.trim(), value.trim());
        }
        self
    }

    /// More of `council.toml`.
    pub(crate) fn council(mut self, text: &str) -> Self {
        self.council.push_str(text);
        self
    }

    /// More of the board's file.
    pub(crate) fn board(mut self, text: &str) -> Self {
        self.board.push_str(text);
        self
    }

    /// More of the report.
    pub(crate) fn report(mut self, text: &str) -> Self {
        self.rest.push_str(text);
        self
    }

    /// A file of the council's folder.
    pub(crate) fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.push((path.to_owned(), bytes.as_ref().to_vec()));
        self
    }

    /// A paper with one paragraph for each text.
    pub(crate) fn paper(&self, texts: &[&str]) -> Outcome {
        let mut report = String::from("title = \"A report\"\nboard = \"safer\"\nmeeting = 2025-06-20\n");
        if !self.period.is_empty() {
            let _ = writeln!(report, "period = \"{}\"", self.period);
        }
        report.push_str("contacts = [\"officer\"]\nbackground_papers = []\n");
        let text: Vec<String> = texts.iter().enumerate().map(|(n, text)| format!("p{n} {text}")).collect();
        let _ = write!(
            report,
            "[[section]]\nheading = \"Figures\"\ntext = '''\n{}\n'''\n{}",
            text.join("\n\n"),
            self.rest
        );
        let council = "name = \"Sample County Council\"\nstyle = \"county\"\nnation = \"england\"\n";
        let board = "name = \"Safer Sample Board\"\nshort = \"SSB\"\nbody = \"partnership\"\n";
        let council = Council::new()
            .put("council.toml", format!("{council}{}", self.council))
            .put("boards/safer.toml", format!("{board}{}", self.board))
            .put("indicators/made.toml", &self.indicators)
            .put("reports/paper/report.toml", report);
        let council = self.files.iter().fold(council, |council, (path, bytes)| council.put(path, bytes));
        outcome(&council)
    }

    /// A trend chart of these indicators.
    pub(crate) fn trend(&self, ids: &[&str]) -> TrendChart {
        let town = self.clone().report(&format!(
            "[[section]]\nheading = \"Chart\"\ntext = '''\nThe chart.\n\n{{{{ place(\"lines\") }}}}\n'''\n[chart.lines]\ntrend = {ids:?}\ntitle = \"Lines\"\n"
        ));
        let outcome = town.paper(&["Figures."]);
        // Two points are drawn too.
        let others: Vec<_> = outcome.findings.iter().filter(|found| found.0 != "chart-two-points").collect();
        assert!(others.is_empty(), "{others:#?}");
        outcome.charts.into_iter().next().expect("a chart")
    }

    /// What comes of a paper with a table of this TOML.
    pub(crate) fn table(&self, table: &str) -> Outcome {
        let town = self.clone().report(&format!(
            "[[section]]\nheading = \"Table\"\ntext = '''\nThe table.\n\n{{{{ place(\"cells\") }}}}\n'''\n[table.cells]\ncaption = \"Cells\"\n{table}\n"
        ));
        town.paper(&["Figures."])
    }

    /// The rows of a table of this TOML, its cells parted by " | ", headings left out.
    pub(crate) fn rows(&self, table: &str) -> Vec<String> {
        let outcome = self.table(table);
        assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
        outcome.tables.concat()
    }

    /// Asserts what each text prints.
    pub(crate) fn says(&self, all: &[(&str, &str)]) {
        let texts: Vec<&str> = all.iter().map(|(text, _)| *text).collect();
        let outcome = self.paper(&texts);
        assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
        assert_eq!(outcome.paragraphs.len(), all.len());
        for ((text, expected), printed) in all.iter().zip(&outcome.paragraphs) {
            let printed = printed.split_once(' ').map_or("", |(_, rest)| rest);
            assert_eq!(printed, *expected, "{text}");
        }
    }

    /// Asserts that each text has one finding, its rule, its message, and its hint.
    pub(crate) fn refuses(&self, all: &[(&str, &str, &str, &str)]) {
        let texts: Vec<&str> = all.iter().map(|(text, ..)| *text).collect();
        let outcome = self.paper(&texts);
        for (one, (rule, message, hint)) in all.iter().zip(&outcome.findings) {
            assert_eq!((one.1, one.2, one.3), (rule.as_str(), message.as_str(), hint.as_str()), "{}", one.0);
        }
        assert_eq!(outcome.findings.len(), all.len(), "{:#?}", outcome.findings);
    }
}

fn outcome(council: &Council) -> Outcome {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let folder = Folder::open(council.path()).expect("a council's folder");
    let project = load(&folder, &Selection::default(), &mut sources, &mut findings).expect("a project");
    let checked = check(&project, &mut sources, &mut findings);
    let papers = merge(&checked, &mut findings);
    let sorted = findings.sorted(&sources);
    let findings =
        sorted.iter().map(|f| (f.rule.name().to_owned(), f.message.clone(), f.hints.join(" / "))).collect();
    let blocks = papers.papers.first().and_then(|p| p.sections.first()).map(|s| s.blocks.as_slice());
    let paragraphs = blocks.unwrap_or_default().iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => Some(plain(&paragraph.body)),
        _ => None,
    });
    let sections = papers.papers.first().map(|p| p.sections.as_slice()).unwrap_or_default();
    let charts = sections.iter().flat_map(|s| &s.blocks).filter_map(|block| match block {
        Block::Chart(chart) => Some(TrendChart {
            subtitle: plain(&chart.subtitle),
            csv: chart.csv.clone(),
            drawing: chart.drawing.clone(),
        }),
        _ => None,
    });
    let tables = sections.iter().flat_map(|s| &s.blocks).filter_map(|block| match block {
        Block::Table(table) => {
            let line = |cells: Vec<String>| cells.join(" | ");
            let cells = table.rows.iter().map(|row| {
                row.cells.iter().map(|cell| match &cell.body {
                    CellContent::Line(line) => plain(line),
                    CellContent::Blocks(_) => "…".to_owned(),
                })
            });
            Some(cells.map(|cells| line(cells.collect())).collect())
        }
        _ => None,
    });
    Outcome { paragraphs: paragraphs.collect(), findings, charts: charts.collect(), tables: tables.collect() }
}
