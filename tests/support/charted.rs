//! A report of many charts, made up: each of an indicator of its own, with four years of quarters and
//! eight districts. The same number gives the same files.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The names of the districts.
const DISTRICTS: [&str; 8] =
    ["Ashby", "Barrow", "Castle", "Dale", "Easton on the Hill", "Fosse", "Granby", "Hill and Holme"];

/// Puts `charts` charts into the report `id` of the council's folder `dir`, which is there already.
///
/// # Errors
/// A file that cannot be read or written.
pub(crate) fn generate(dir: &Path, id: &str, charts: usize) -> io::Result<()> {
    let mut council = fs::read_to_string(dir.join("council.toml"))?;
    council.push_str("\n[areas]\nwhole = \"The Wolds\"\n\n[areas.districts]\n");
    for (n, name) in DISTRICTS.iter().enumerate() {
        let _ = writeln!(council, "d{n} = \"{name}\"");
    }
    fs::write(dir.join("council.toml"), council)?;
    let mut seed: u64 = 1971;
    let mut dice = move |upto: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % upto
    };
    let mut indicators = String::new();
    for n in 0..charts {
        let _ = writeln!(
            indicators,
            "[measure_{n}]\nname = \"Measure number {n}\"\nmeasure = \"rate\"\nper = 1000\ndecimals = 2\nunit = \"cases per 1,000 people\"\nbetter = \"lower\"\ntarget = 11\norigin = \"County data\"\n"
        );
        for area in std::iter::once(None).chain((0..DISTRICTS.len()).map(Some)) {
            let _ = writeln!(indicators, "[[measure_{n}.series]]\nwindow = \"rolling_12_months\"");
            if let Some(area) = area {
                let _ = writeln!(indicators, "area = \"d{area}\"");
            }
            indicators.push_str("values = { ");
            for quarter in 0..16 {
                let (year, quarter) = (2020 + quarter / 4, quarter % 4 + 1);
                let value = 900 + dice(500);
                let comma = if (year, quarter) == (2023, 4) { "" } else { ", " };
                let _ = write!(
                    indicators,
                    "\"{year}/{} Q{quarter}\" = {}.{:02}{comma}",
                    year + 1 - 2000,
                    value / 100,
                    value % 100
                );
            }
            indicators.push_str(" }\n\n");
        }
    }
    fs::write(dir.join("indicators").join("measures.toml"), indicators)?;
    let path = dir.join("reports").join(id).join("report.toml");
    let report = fs::read_to_string(&path)?;
    let mut text = String::from("\n[[section]]\nheading = \"Measures\"\ntext = \'\'\'\n");
    let mut tables = String::new();
    for n in 0..charts {
        let _ = writeln!(
            text,
            "Measure {n} stood at {{{{ measure_{n}.now }}}}.\n\n{{{{ place(\"chart_{n}\") }}}}\n"
        );
        let kind = ["trend", "areas", "trend", "multiples"][n % 4];
        let _ = writeln!(
            tables,
            "[chart.chart_{n}]\n{kind} = \"measure_{n}\"\ntitle = \"Measure {n} and what it shows\"\n"
        );
    }
    text.push_str("\'\'\'\n\n");
    fs::write(path, format!("{report}{text}{tables}"))
}
