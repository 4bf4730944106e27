//! A council's folder of any number of reports, made up but of true proportions: some eleven pages
//! each, every common element in the measure of real papers, no two texts or figures alike. The
//! same number gives the same files, so that runs on different days can be compared.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

mod words;

use words::{
    BOARDS, Dice, INDICATORS, PARTNERS, PLACES, POSTS, REASONS, RESULTS, SERVICES, THINGS, TOPICS, VERBS,
};

/// Writes a council's folder with `reports` reports below `dir`.
///
/// # Errors
/// A file that cannot be written.
pub(crate) fn generate(dir: &Path, reports: usize) -> io::Result<()> {
    for folder in ["boards", "indicators", "reports"] {
        fs::create_dir_all(dir.join(folder))?;
    }
    fs::write(
        dir.join("council.toml"),
        "name = \"Wolds County Council\"\nstyle = \"county\"\nnation = \"england\"\n",
    )?;
    for (id, name) in BOARDS {
        let text = format!(
            "name = \"{name}\"\nshort = \"{id}\"\nstrapline = \"Working for the Wolds\"\nstyle = \"county\"\nbody = \"committee\"\n"
        );
        fs::write(dir.join("boards").join(format!("{id}.toml")), text)?;
    }
    let mut people = String::new();
    for (n, (id, name)) in POSTS.iter().enumerate() {
        let _ = writeln!(
            people,
            "[{id}]\nname = \"{name}\"\nphone = \"01632 9601{n:02}\"\nemail = \"{}@example.org\"\n",
            id.replace('_', ".")
        );
    }
    fs::write(dir.join("people.toml"), people)?;
    fs::write(dir.join("indicators").join("county.toml"), indicators())?;
    for n in 0..reports {
        let folder = dir.join("reports").join(id(n));
        fs::create_dir_all(&folder)?;
        let mut dice = Dice(0x5EED + n as u64 * 7919);
        fs::write(folder.join("localities.csv"), localities(&mut dice))?;
        fs::write(folder.join("report.toml"), report(n, &mut dice))?;
    }
    Ok(())
}

/// The id of a report by its number from 0.
pub(crate) fn id(n: usize) -> String {
    format!("paper_{:03}", n + 1)
}

/// The text of an indicators file, with sixteen quarters of every indicator.
fn indicators() -> String {
    let mut dice = Dice(2026);
    let mut out = String::new();
    for (id, name, measure, usual) in INDICATORS {
        let _ = writeln!(
            out,
            "[{id}]\nname = \"{name}\"\n{measure}\ndecimals = 2\nbetter = \"higher\"\norigin = \"County data\"\n"
        );
        let _ = writeln!(out, "[[{id}.series]]\nwindow = \"rolling_12_months\"\n\n[{id}.series.values]");
        for (year, quarter) in (2020..2024).flat_map(|y| (1..5).map(move |q| (y, q))) {
            let value = usual - dice.below(usual / 8 + 3);
            let _ = writeln!(
                out,
                "\"{year}/{} Q{quarter}\" = {}.{:02}",
                year + 1 - 2000,
                value / 100,
                value % 100
            );
        }
        out.push('\n');
    }
    out
}

fn localities(dice: &mut Dice) -> String {
    let mut out = String::from("locality,households,visits,share,cost\n");
    for place in PLACES {
        let (households, visits, share, cost) = (
            dice.between(2100, 38000),
            dice.between(120, 9400),
            dice.between(110, 940),
            dice.between(8000, 240_000),
        );
        let _ = writeln!(out, "{place},{households},{visits},{}.{},{cost}", share / 10, share % 10);
    }
    out
}

fn section(out: &mut String, level: usize, number: &str, heading: &str, name: &str) {
    let _ = write!(out, "[[section]]\nlevel = {level}\nnumber = \"{number}\"\nheading = \"{heading}\"\n");
    if !name.is_empty() {
        let _ = writeln!(out, "name = \"{name}\"");
    }
    out.push_str("text = '''\n");
}

fn report(n: usize, dice: &mut Dice) -> String {
    let mut out = String::new();
    let (board, _) = BOARDS[n % BOARDS.len()];
    let (first, second) = (POSTS[n % POSTS.len()].0, POSTS[(n + 2) % POSTS.len()].0);
    let service = SERVICES[n % SERVICES.len()].trim_start_matches("the ");
    let thing = dice.pick(&THINGS);
    let (year, quarter) = (2022 + n % 2, 1 + n % 4);
    let _ = writeln!(
        out,
        "title = \"Report {} on {service}: {thing} and performance, {{{{ period.long }}}}\"",
        n + 1
    );
    let _ = writeln!(
        out,
        "short_title = \"{service}, report {}\"\nboard = \"{board}\"\nmeeting = 2024-{:02}-{:02}",
        n + 1,
        1 + n % 12,
        3 + n % 25
    );
    let _ = writeln!(
        out,
        "period = \"{year}/{} Q{quarter}\"\nstatus = \"final\"\ncontacts = [\"{first}\", \"{second}\"]",
        year + 1 - 2000
    );
    let _ = writeln!(
        out,
        "background_papers = [\"Report to Cabinet on the {thing}, {year}\", \"Consultation on {service}\", \"Minutes of the working group, {}\"]\n",
        dice.pick(&PLACES)
    );
    opening(&mut out, dice);
    middle(&mut out, n, dice);
    closing(&mut out, service, thing, dice);
    tables(&mut out, service, dice);
    out
}

fn opening(out: &mut String, dice: &mut Dice) {
    section(out, 1, "paragraphs", "Purpose of the report", "");
    dice.paragraphs(out, 1);
    let _ = writeln!(
        out,
        "{{{{ name(\"online\") }}}}The full figures are published online at this address:\n\n{{{{ unnumbered }}}}<https://example.org/performance>\n\n'''\n"
    );
    section(out, 1, "paragraphs", "Background", "background");
    dice.paragraphs(out, 2);
    dice.lettered(out);
    let _ = writeln!(
        out,
        "The plan for the coming year is at {{{{ ref(\"plan\") }}}}, and is the work of *all* partners. {}\n",
        dice.sentence()
    );
    out.push_str("'''\n\n");
}

fn middle(out: &mut String, n: usize, dice: &mut Dice) {
    let topic = |k: usize| TOPICS[(n * 3 + k) % TOPICS.len()];
    section(out, 1, "paragraphs", topic(0), "localities_section");
    dice.paragraphs(out, 1);
    let _ = writeln!(
        out,
        "{{{{ ref(\"localities\") }}}} shows how the localities compare. {}\n\n{{{{ place(\"localities\") }}}}\n",
        dice.sentence()
    );
    dice.paragraphs(out, 1);
    dice.bullets(out, 5);
    out.push_str("'''\n\n");
    section(out, 1, "none", "Performance in the quarter", "performance");
    let _ = writeln!(out, "{}\n'''\n", dice.sentences(2, 3));
    for (k, indicator) in [n, n + 3, n + 5].into_iter().enumerate() {
        let name = INDICATORS[indicator % INDICATORS.len()].1;
        section(out, 2, if k == 2 { "none" } else { "heading" }, name, "");
        let _ = writeln!(out, "{} {}\n", dice.figures(Some(indicator)), dice.sentences(1, 2));
        dice.bullets(out, 2);
        out.push_str("'''\n\n");
    }
    for k in 1..3 {
        section(out, 1, "paragraphs", topic(k), "");
        dice.paragraphs(out, 1);
        if k == 2 {
            dice.bullets(out, 4)
        } else {
            dice.lettered(out)
        }
        let _ = writeln!(
            out,
            "As {{{{ ref(\"background\") }}}} explains, {}. {}\n'''\n",
            dice.pick(&RESULTS),
            dice.sentence()
        );
    }
    section(out, 1, "paragraphs", "Cost of the programme", "cost");
    dice.paragraphs(out, 1);
    let _ = writeln!(out, "{{{{ place(\"budget\") }}}}\n\n{}\n'''\n", dice.sentences(2, 3));
}

fn closing(out: &mut String, service: &str, thing: &str, dice: &mut Dice) {
    let _ = writeln!(
        out,
        "[closing.resources]\ntext = '''\n{}\n'''\nsigned_off = {{ by = \"The Chief Finance Officer\", on = 2024-01-1{} }}\n",
        dice.sentences(2, 3),
        dice.below(10)
    );
    for key in ["legal", "equality", "risk"] {
        let _ = writeln!(out, "[closing.{key}]\ntext = '''\n{}\n'''\n", dice.sentences(1, 2));
    }
    let _ = writeln!(
        out,
        "[recommendations]\ntext = '''\nThat the Committee:\n\n1. notes the performance of {service} for {{{{ period.long }}}};"
    );
    let _ = writeln!(
        out,
        "2. supports the {thing} at {{{{ ref(\"plan\") }}}};\n3. asks {} for a further report within six months.\n'''\n",
        dice.pick(&PARTNERS)
    );
    let _ = writeln!(
        out,
        "[[appendix]]\nname = \"plan\"\ntitle = \"Delivery plan for {service}\"\ntext = '''\n{{{{ place(\"plan_table\") }}}}\n'''\n"
    );
    let _ = write!(
        out,
        "[[appendix]]\nname = \"responses\"\ntitle = \"Responses to the consultation in {}\"\ntext = '''\n",
        dice.pick(&PLACES)
    );
    dice.paragraphs(out, 2);
    dice.bullets(out, 4);
    dice.paragraphs(out, 1);
    let _ = writeln!(
        out,
        "'''\n\n[[appendix]]\ntitle = \"Performance figures online\"\nlink = \"https://example.org/performance/{}\"\n",
        dice.between(1000, 9999)
    );
}

fn tables(out: &mut String, service: &str, dice: &mut Dice) {
    let _ = writeln!(
        out,
        "[table.localities]\ncaption = \"Use of {service} by locality\"\nfile = \"localities.csv\"\norigin = \"County data\""
    );
    out.push_str(
        "column = [\n  { key = \"locality\", heading = \"Locality\", row_header = true },\n  { key = \"households\", heading = \"Households\", format = \"integer\", total = true },\n  { key = \"visits\", heading = \"Visits\", format = \"integer\", total = true },\n  { key = \"share\", heading = \"Share\", format = \"percent\" },\n  { key = \"cost\", heading = \"Cost\", format = \"money\" },\n]\n\n",
    );
    let _ = writeln!(out, "[table.budget]\ncaption = \"Budget and forecast for {service}\"");
    out.push_str(
        "column = [\n  { key = \"line\", heading = \"Heading\", row_header = true },\n  { key = \"budget\", heading = \"Budget\", format = \"money\", total = true },\n  { key = \"forecast\", heading = \"Forecast\", format = \"money\", total = true },\n]\n",
    );
    for line in [
        "Employees",
        "Premises",
        "Transport",
        "Supplies",
        "Contracts",
        "Grants",
        "Support services",
        "Income",
    ] {
        let budget = dice.between(20_000, 900_000);
        let _ = writeln!(
            out,
            "[[table.budget.row]]\nline = \"{line}\"\nbudget = {budget}\nforecast = {}",
            budget * dice.between(90, 108) / 100
        );
    }
    let _ = writeln!(out, "\n[table.plan_table]\ncaption = \"Delivery plan for {service}\"");
    out.push_str(
        "column = [\n  { key = \"objective\", heading = \"Objective\", group = true, row_header = true },\n  { key = \"action\", heading = \"Action\", narrative = true },\n  { key = \"measure\", heading = \"Measure of success\" },\n  { key = \"lead\", heading = \"Lead\" },\n  { key = \"due\", heading = \"Target date\" },\n  { key = \"progress\", heading = \"Progress\", narrative = true },\n]\n",
    );
    for group in 1..=3 {
        for step in 1..=3 {
            out.push_str("[[table.plan_table.row]]\n");
            if step == 1 {
                let _ = writeln!(
                    out,
                    "objective = \"{group}. Have the {} {} {}\"",
                    dice.pick(&THINGS),
                    dice.pick(&VERBS),
                    dice.pick(&REASONS)
                );
            }
            match step {
                1 => out.push_str(&format!(
                    "action = '''{}\n\n- {};\n- {}.'''\n",
                    dice.sentence(),
                    dice.pick(&RESULTS),
                    dice.pick(&RESULTS)
                )),
                _ => out.push_str(&format!("action = '''{group}.{step} {}'''\n", dice.sentence())),
            }
            let _ = writeln!(
                out,
                "measure = \"{} of {} localities\"\nlead = \"{}\"",
                dice.between(2, 9),
                dice.between(10, 30),
                dice.pick(&PARTNERS)
            );
            let _ = writeln!(
                out,
                "due = \"{:02}/25\"\nprogress = '''{}'''",
                dice.between(1, 12),
                dice.sentence()
            );
        }
    }
}
