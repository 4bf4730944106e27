//! `boardpack new`: reads what a new file is made from, and has it written. It makes no text, and
//! changes no file that is there.
//!
//! Where the file is there already, the command was used wrongly (exit code 2); `write::create` takes the
//! name before it writes.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Days, NaiveDate};

use super::Console;
use super::args::{NewActions, NewMinutes, NewWhat};
use super::build::report;
use super::settings::Settings;
use super::typed_path::source;
use crate::check::{AgendaOutline, agenda, check, closed_actions};
use crate::failure::{DiskFailure, Explanation, Failure, Fault, Remedy};
use crate::finding::{Finding, Findings, Rule, Sources, did_you_mean};
use crate::load::{LookedUp, Selection, TomlFile, document, iso_date, load, look_up, look_up_packs};
use crate::skeleton::{Before, Meeting, Roll};
use crate::write::{self, OutputPath};

/// A file to be made, and what is said once it is.
pub(super) struct NewFile {
    pub path: String,
    pub text: String,
    /// Files that are made with it.
    pub others: Vec<(String, Vec<u8>)>,
    pub said: Vec<String>,
}

/// What a run reads, and what is wrong in it.
pub(super) struct NewContext<'a> {
    pub settings: &'a Settings,
    pub sources: Sources,
    pub findings: Findings,
}

/// Makes a new file.
pub(super) fn run(what: &NewWhat, settings: &Settings, console: &mut Console<'_>) -> Result<(), Failure> {
    let mut desk = NewContext { settings, sources: Sources::default(), findings: Findings::default() };
    let made = match what {
        NewWhat::Minutes(new) => desk.minutes(new),
        NewWhat::Actions(new) => desk.actions(new),
        NewWhat::HouseStyle(new) => desk.house_style(new),
        // There is no folder yet that it could be asked of.
        NewWhat::Council(_) => return Err(Fault::here(None, &[]).into()),
    };
    if !desk.findings.is_empty() {
        report(&desk.findings, &desk.sources, settings, console)?;
    }
    let made = made?;
    settings.watch.go_on()?;
    let others = made.others.iter().map(|(path, bytes)| (path, bytes.as_slice()));
    let root = settings.folder.root();
    let mut printed = Ok(());
    for (path, bytes) in std::iter::once((&made.path, made.text.as_bytes())).chain(others) {
        let file = OutputPath::below(root, path)?;
        write::create(&file, bytes)?;
        printed = printed.and(console.print_path(&file.path(), &settings.current));
    }
    if !settings.quiet {
        made.said.iter().for_each(|line| console.say(line));
    }
    printed
}

impl NewContext<'_> {
    fn minutes(&mut self, new: &NewMinutes) -> Result<NewFile, Failure> {
        let folder = &self.settings.folder;
        let found = source(&new.from, "packs", folder, &self.settings.current)
            .map_err(|failure| failure.hint_only("name a pack of the council's folder: --from packs/NAME"))?;
        let pack = found.as_deref().map(|path| path.strip_suffix("/pack.toml").unwrap_or(path));
        let is_pack = |path: &&str| {
            path.strip_prefix("packs/").is_some_and(|id| !id.contains('/'))
                && folder.has(&format!("{path}/pack.toml"))
        };
        let Some(pack) = pack.filter(is_pack) else { return Err(self.no_pack(&new.from)) };
        let document = self.read(&format!("{pack}/pack.toml"))?;
        let patterns = self.patterns(pack);
        let patterns: Vec<&str> = patterns.iter().map(String::as_str).collect();
        let agenda = agenda(&document, &patterns, &mut self.findings).ok_or_else(in_findings)?;
        if agenda.items.is_empty() {
            return Err(in_papers(
                format!("the agenda of {pack} has no item, and each minute is made from one"),
                format!("add its items to {pack}/pack.toml: [[item]] with title = \"Introductions\""),
            ));
        }
        let board = self.board(&agenda)?;
        let day = agenda.start.date();
        let path = format!("minutes/{}/{day}.toml", agenda.board.string);
        self.is_free(&path)?;
        let before = self.before("minutes", &agenda.board.string, Some(day)).map(|(day, path)| {
            let document = look_up(folder, &path, &mut self.sources).map(|found| found.document);
            Before { path, day, document }
        });
        let mut reports = BTreeMap::new();
        let papers = crate::load::items(&document.root).into_iter();
        let papers = papers.filter_map(|item| item.table()?.get("papers")?.array()).flatten();
        for id in papers.filter_map(|paper| Some(paper.table()?.get("report")?.text()?.string.clone())) {
            let path = format!("reports/{id}/report.toml");
            reports.extend(look_up(folder, &path, &mut self.sources).map(|found| (id, found)));
        }
        let meeting = Meeting {
            pack,
            document: &document,
            agenda: &agenda,
            board: &board,
            before: before.as_ref(),
            reports: &reports,
        };
        let text = meeting.skeleton();
        let (count, first) = meeting.numbers();
        let numbered = first.map(|n| format!(", numbered from {n}")).unwrap_or_default();
        let minutes = if count == 1 { "minute" } else { "minutes" };
        let said = vec![
            format!(
                "a draft of {count} {minutes}{numbered}: see who was there, and write what is still to be filled in"
            ),
            format!("boardpack check {path} lists what that is"),
        ];
        Ok(NewFile { path, text, others: Vec::new(), said })
    }

    fn actions(&mut self, new: &NewActions) -> Result<NewFile, Failure> {
        let (board_id, from) = self.log(&new.from)?;
        let old = format!("actions/{board_id}/{from}.toml");
        let to = match &new.meeting {
            Some(typed) => date(typed)?,
            None => self.next(&board_id, from)?,
        };
        if to <= from {
            return Err(Failure::usage(
                format!("the new log goes to a meeting on {to}, and the old one went to that of {from}"),
                format!("give the day of a later meeting: --meeting {}", from + Days::new(91)),
            ));
        }
        let path = format!("actions/{board_id}/{to}.toml");
        self.is_free(&path)?;
        let document = self.read(&old)?;
        let board_path = format!("boards/{board_id}.toml");
        let board = self.read(&board_path)?;
        let rule = closed_actions(&board, &mut self.findings);
        if self.findings.has_errors() {
            return Err(in_findings());
        }
        let roll = Roll { document: &document, from, to, rule, renumber: new.renumber };
        let rolled = roll.forward(&self.sources, &mut self.findings).ok_or_else(in_findings)?;
        if rolled.kept == 0 {
            return Err(in_papers(
                format!("no action of {old} goes forward, so no log was made"),
                "leave the log out of the next agenda, or make one when there is a new action",
            ));
        }
        let count = |n: usize| if n == 1 { "1 action".to_owned() } else { format!("{n} actions") };
        let mut words = vec![format!("{} of {old} taken over", count(rolled.kept))];
        if !rolled.dropped.is_empty() {
            words.push(format!(
                "{} closed and left out: {}",
                count(rolled.dropped.len()),
                rolled.dropped.join(", ")
            ));
        }
        Ok(NewFile { path, text: rolled.text, others: Vec::new(), said: words })
    }

    /// A file that must be there and be TOML.
    fn read(&mut self, path: &str) -> Result<TomlFile, Failure> {
        document(&self.settings.folder, path, &mut self.sources, &mut self.findings).ok_or_else(in_findings)
    }

    /// How the house style of a pack's board numbers the items of its agendas, by level. What is wrong
    /// there is said when the pack is built.
    fn patterns(&self, pack: &str) -> Vec<String> {
        let (mut sources, mut unsaid) = (Sources::default(), Findings::default());
        let selection = Selection(vec![pack.to_owned()]);
        let project = load(&self.settings.folder, &selection, &mut sources, &mut unsaid);
        let checked = project.map(|project| check(&project, &mut sources, &mut unsaid));
        let packs = checked.map(|checked| checked.packs).unwrap_or_default();
        let style = packs.first().map(|pack| pack.board.style.clone());
        let patterns = style.iter().flat_map(|style| style.tokens.list("numbering.agenda"));
        patterns.map(str::to_owned).collect()
    }

    /// The file of the board that an agenda names.
    fn board(&mut self, agenda: &AgendaOutline<'_>) -> Result<TomlFile, Failure> {
        let id = agenda.board.string.as_str();
        let path = format!("boards/{id}.toml");
        let names = self.settings.folder.list("boards").unwrap_or_default();
        let known: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".toml")).collect();
        if !known.contains(&id) {
            self.findings.push(
                Finding::error(Rule::UnknownBoard, agenda.board.span(), format!("there is no board `{id}`"))
                    .label("not in boards/")
                    .hint_if(did_you_mean(id, known.iter().copied()))
                    .hint(if known.is_empty() {
                        format!("there are none yet: write the file {path}")
                    } else {
                        format!("there are: {}", known.join(", "))
                    }),
            );
            return Err(in_findings());
        }
        self.read(&path)
    }

    /// The newest file of a board's meetings, before a day where one is given.
    fn before(&self, kind: &str, board: &str, day: Option<NaiveDate>) -> Option<(NaiveDate, String)> {
        let names = self.settings.folder.list(&format!("{kind}/{board}")).unwrap_or_default();
        let dates = names.iter().filter_map(|name| name.strip_suffix(".toml")?.parse::<NaiveDate>().ok());
        let last = dates.filter(|date| day.is_none_or(|day| *date < day)).max()?;
        Some((last, format!("{kind}/{board}/{last}.toml")))
    }

    fn is_free(&self, path: &str) -> Result<(), Failure> {
        let folder = Path::new(path).parent().map_or("", |p| p.to_str().unwrap_or_default());
        if self.settings.folder.list(folder).is_err() {
            let reason = "it is no folder of the council's own; it may be a file, or a link";
            return Err(DiskFailure::refused(Path::new(folder), reason, Remedy::MoveFile).fixed().into());
        }
        if self.settings.folder.has(path) {
            return Err(Failure::usage(
                format!("{path} is there already, and is left as it is"),
                "go on writing in it; or, to begin again, give it another name first",
            ));
        }
        Ok(())
    }

    fn no_pack(&self, typed: &Path) -> Failure {
        let folder = &self.settings.folder;
        let names = folder.list("packs").unwrap_or_default();
        let packs: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .filter(|id| folder.has(&format!("packs/{id}/pack.toml")))
            .collect();
        let shown = typed.display().to_string();
        let id = typed.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let near =
            did_you_mean(&id, packs.iter().copied()).map(|hint| format!("{hint} ")).unwrap_or_default();
        let hint = if packs.is_empty() {
            "there are none yet: a pack is a file packs/NAME/pack.toml, and minutes are made from its agenda"
                .to_owned()
        } else {
            format!(
                "{near}there are: {}",
                packs.iter().map(|id| format!("packs/{id}")).collect::<Vec<_>>().join(", ")
            )
        };
        Failure::usage(format!("{shown} is not a pack"), hint)
    }

    /// The board and the date of the log that is meant.
    fn log(&self, typed: &Path) -> Result<(String, NaiveDate), Failure> {
        let found =
            source(typed, "actions", &self.settings.folder, &self.settings.current).map_err(|failure| {
                failure.hint_only("name a log of the council's folder: --from actions/BOARD/DATE.toml")
            })?;
        let shown = typed.display().to_string();
        // A board's own file, or its id, means its newest log.
        let path = found.unwrap_or_else(|| format!("actions/{shown}"));
        let path = path
            .strip_prefix("boards/")
            .map_or(path.clone(), |b| format!("actions/{}", b.strip_suffix(".toml").unwrap_or(b)));
        let mut parts = path.split('/');
        let (kind, board, file) = (parts.next(), parts.next().unwrap_or_default(), parts.next());
        let day = |name: &str| name.strip_suffix(".toml")?.parse::<NaiveDate>().ok();
        let log = match file {
            Some(file) => day(file).filter(|_| self.settings.folder.has(&path)),
            None => self.before("actions", board, None).map(|(day, _)| day),
        };
        if let (Some("actions"), Some(log), None) = (kind, log, parts.next()) {
            return Ok((board.to_owned(), log));
        }
        let boards = self.settings.folder.list("actions").unwrap_or_default();
        let newest = boards.iter().filter_map(|board| Some(self.before("actions", board, None)?.1));
        let newest: Vec<String> = newest.collect();
        let hint = if newest.is_empty() {
            "there are none yet: a log is a file actions/BOARD/DATE.toml, named after its meeting".to_owned()
        } else {
            format!("the newest of each board: {}", newest.join(", "))
        };
        Err(Failure::usage(format!("{shown} is not an action log, nor a board that has one"), hint))
    }

    /// The day of the board's next meeting, as the pack of the meeting of that day says.
    fn next(&mut self, board: &str, day: NaiveDate) -> Result<NaiveDate, Failure> {
        let packs = look_up_packs(&self.settings.folder, &mut self.sources);
        let of_day = |pack: &LookedUp| {
            let read = agenda(&pack.document, &[], &mut Findings::default())?;
            let meant = read.board.string == board && read.start.date() == day;
            meant.then(|| (pack.path.clone(), read.next.map(|next| next.date())))
        };
        let found: Vec<(String, Option<NaiveDate>)> = packs.iter().filter_map(of_day).collect();
        if let Some(next) = found.iter().find_map(|(_, next)| *next) {
            return Ok(next);
        }
        let message = match found.first() {
            Some((path, _)) => format!("{path} does not say when the board meets next"),
            None => format!("it is not known when the board meets next: no pack is for its meeting of {day}"),
        };
        Err(Failure::usage(
            message,
            format!(
                "add the day to the command, as in --meeting {}; or `next` to the pack",
                day + Days::new(91)
            ),
        ))
    }
}

/// The findings say it.
fn in_findings() -> Failure {
    Failure::Papers(None)
}

fn in_papers(message: String, hint: impl Into<String>) -> Failure {
    Failure::Papers(Some(Explanation::new(message).hint(hint)))
}

fn date(typed: &str) -> Result<NaiveDate, Failure> {
    let wrong = || {
        let hint = iso_date(typed).map_or_else(
            || "write it year first, as in --meeting 2024-06-28".to_owned(),
            |iso| format!("dates are written year first: --meeting {iso}"),
        );
        Failure::usage(format!("--meeting {typed} is not a date"), hint)
    };
    // chrono also reads 2024-6-8, and a file's name has all its digits.
    typed.trim().parse::<NaiveDate>().ok().ok_or_else(wrong)
}
