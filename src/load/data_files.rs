//! `DataFiles`: the data files of a run, each opened once and each table taken out of it once, however many
//! indicators name it. It never looks into what a table says.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::area::{self, RawTable};
use super::csv;
use super::data_request::DataRequest;
use super::decode::{DecodeError, decode};
use super::folder::{Folder, LARGEST_BINARY, LARGEST_TEXT, beside};
use super::missing_file::refused_at;
use super::raw_row::RawRow;
use super::workbook::{OpenWorkbook, SheetRows};
use super::worksheet::Worksheet;
use crate::finding::{FileId, Finding, Findings, Rule, Sources, Span};

/// The data files of a run.
#[derive(Default)]
pub(super) struct DataFiles {
    /// The files by path, and for those that could not be read what is said of it where they are named.
    opened: BTreeMap<String, Result<(FileId, OpenFile), Refused>>,
    /// The tables by path and request, and for those that could not be read what is said of it where they are named.
    tables: BTreeMap<(String, String), Result<Arc<Worksheet>, Refused>>,
}

/// What was said of a table that could not be read, at the name of its file.
#[derive(Clone)]
struct Refused {
    /// The document that named it.
    from: String,
    findings: Vec<Finding>,
}

impl Refused {
    /// The findings at another place where the file is named. From a document of another folder its path may be another
    /// one, so that what is to be written there is not said.
    fn said_at(&self, request: &DataRequest) -> Vec<Finding> {
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        let is_beside = folder(&self.from) == folder(&request.from);
        let span = Some(request.file.span());
        let said = self.findings.iter().map(|finding| Finding { span, ..finding.clone() });
        said.map(|finding| match is_beside || finding.rule != Rule::FileMissing {
            true => finding,
            false => Finding { correction: None, ..finding }
                .hint_only(format!("the same file is named in {} too: where it is only missing, putting it there is enough for both; where its name is another, correct it here as well", self.from)),
        })
        .collect()
    }
}

/// A data file that is open.
enum OpenFile {
    Csv(Vec<RawRow>),
    Workbook(Box<OpenWorkbook>),
}

impl DataFiles {
    /// Reads the table that a request means; `None` where it cannot be read. What is wrong in the file is said once,
    /// and what is to be changed where it is named, at each of these places.
    pub(super) fn read(
        &mut self,
        request: &DataRequest,
        folder: &Folder,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Option<Arc<Worksheet>> {
        let (name, span) = (&request.file.string, request.file.span());
        let path = match beside(&request.from, name) {
            Ok(path) => path,
            Err(refusal) => {
                findings.push(refused_at(folder, &request.from, refusal, name, span));
                return None;
            }
        };
        if let Some(finding) = not_read(request) {
            findings.push(finding);
            return None;
        }
        let key = (path.clone(), request.key());
        if let Some(known) = self.tables.get(&key) {
            let said = known.as_ref().err().map(|refused| refused.said_at(request)).unwrap_or_default();
            said.into_iter().for_each(|finding| findings.push(finding));
            return known.as_ref().ok().cloned();
        }
        let mut said = Vec::new();
        let opened = self.opened.entry(path.clone()).or_insert_with(|| {
            let opened = open(&path, &request.from, (name, span), folder, sources);
            opened.map_err(|found| {
                let at_name = found.iter().filter(|finding| finding.span == Some(span));
                let refused = Refused { from: request.from.clone(), findings: at_name.cloned().collect() };
                said.extend(found);
                refused
            })
        });
        let read = match opened {
            Err(refused) if said.is_empty() => Err(refused.said_at(request)),
            Err(_) => Err(Vec::new()),
            Ok((file, opened)) => take(opened, *file, request),
        };
        let table = match read {
            Ok((sheet, notes)) => {
                said.extend(notes);
                Ok(Arc::new(sheet))
            }
            Err(found) => {
                said.extend(found);
                let at_name = said.iter().filter(|finding| finding.span == Some(span));
                Err(Refused { from: request.from.clone(), findings: at_name.cloned().collect() })
            }
        };
        said.into_iter().for_each(|finding| findings.push(finding));
        self.tables.entry(key).or_insert(table).as_ref().ok().cloned()
    }
}

/// Takes the table that is meant out of a file, with the notes on it.
fn take(
    opened: &OpenFile,
    file: FileId,
    request: &DataRequest,
) -> Result<(Worksheet, Vec<Finding>), Vec<Finding>> {
    let name = &request.file.string;
    let SheetRows { rows, left, sheets, note } = match opened {
        OpenFile::Csv(rows) => SheetRows { rows: rows.clone(), left: 0, sheets: Vec::new(), note: None },
        OpenFile::Workbook(book) => book.rows(request.sheet.as_ref(), request.hidden, file, name)?,
    };
    let workbook = matches!(opened, OpenFile::Workbook(_));
    let read = area::table(RawTable { rows, left, file, name, workbook }, &request.area);
    let (sheet, mut notes) = read.map_err(|found| {
        found.into_iter().map(|finding| at_its_name(finding, request)).collect::<Vec<_>>()
    })?;
    notes.extend(note);
    Ok((Worksheet { sheets, ..sheet }, notes))
}

/// A finding on which row has the headings, moved to the name of the file, where that is to be said; any other as it is.
fn at_its_name(finding: Finding, request: &DataRequest) -> Finding {
    if finding.rule != Rule::DataHeading {
        return finding;
    }
    // The rows of a CSV file are counted from its top; a workbook has several sheets.
    let message = if request.file.string.to_lowercase().ends_with(".csv") || finding.label.is_empty() {
        finding.message.clone()
    } else {
        format!("{} ({})", finding.message, finding.label)
    };
    Finding { span: Some(request.file.span()), message, label: String::new(), ..finding }
}

/// The finding for a file of a kind that is not read, or a sheet of one that has none.
fn not_read(request: &DataRequest) -> Option<Finding> {
    let (name, lower) = (&request.file.string, request.file.string.to_lowercase());
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    if let Some(own) = last.strip_prefix("~$") {
        let message = format!(
            "`{name}` is the lock that Excel keeps beside a workbook that is open, and holds no data"
        );
        let finding = Finding::error(Rule::DataFormat, request.file.span(), message);
        return Some(finding.hint(format!("name the workbook itself: file = \"{own}\"")));
    }
    if lower.ends_with(".xlsx") {
        return None;
    }
    if !lower.ends_with(".csv") {
        let message = format!("`{name}` is not a kind of data file that boardpack reads");
        let finding = Finding::error(Rule::DataFormat, request.file.span(), message);
        if !last.contains('.') {
            return Some(finding.hint(format!(
                "write the whole name with its ending, which Explorer may hide: file = \"{name}.xlsx\" for a workbook, or file = \"{name}.csv\""
            )));
        }
        let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
        return Some(finding.hint(match ending {
            "xls" | "xlsm" | "xlsb" | "xltx" => {
                "open it in Excel: File, Save As, Excel Workbook (.xlsx); and name that file here"
            }
            "ods" => {
                "open it in Excel or LibreOffice: Save As, Excel Workbook (.xlsx); and name that file here"
            }
            "numbers" => "open it in Numbers: File, Export To, Excel; and name that .xlsx file here",
            "doc" | "docx" | "pdf" => {
                "copy the table into Excel and save it as .xlsx; and name that file here"
            }
            _ => "save it as .csv or .xlsx",
        }));
    }
    let sheet = request.sheet.as_ref()?;
    let message = format!("`{name}` is a CSV file, which has no sheets");
    let finding = Finding::error(Rule::DataNoSheet, sheet.span(), message);
    Some(finding.hint("take `sheet` away, or name the .xlsx workbook"))
}

fn open(
    path: &str,
    from: &str,
    (name, span): (&str, Span),
    folder: &Folder,
    sources: &mut Sources,
) -> Result<(FileId, OpenFile), Vec<Finding>> {
    if path.to_lowercase().ends_with(".xlsx") {
        let bytes =
            folder.read(path, LARGEST_BINARY).map_err(|r| vec![refused_at(folder, from, r, name, span)])?;
        let file = sources.add(path, "");
        return Ok((file, OpenFile::Workbook(Box::new(OpenWorkbook::open(bytes, file, name)?))));
    }
    let bytes = folder.read(path, LARGEST_TEXT).map_err(|r| vec![refused_at(folder, from, r, name, span)])?;
    let (text, trouble) = decode(&bytes);
    let file = sources.add(path, text.clone());
    match trouble {
        Some(DecodeError::Utf16) => {
            let message = format!("`{name}` is saved as Unicode text (UTF-16)");
            return Err(vec![encoding(span, message)]);
        }
        Some(DecodeError::NotUtf8 { at, shows }) => {
            // Excel's plain "CSV" is Windows-1252, which gives every byte but five a character.
            let odd = Span::new(file, at..at + shows.len_utf8());
            if shows == '\u{FFFD}' || text.contains('\0') || shows.is_control() {
                return Err(vec![encoding(odd, format!("`{name}` is neither UTF-8 nor Windows text"))]);
            }
            let plain = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
            if is_mixed(plain, at) {
                let line = text[..at].matches('\n').count() + 1;
                let message = format!(
                    "`{name}` is saved in two ways: from line {line} on it is Windows text, and the rest is UTF-8"
                );
                return Err(vec![encoding(odd, message)]);
            }
        }
        None => {}
    }
    Ok((file, OpenFile::Csv(csv::rows(&text, file, name)?)))
}

/// Whether bytes that are not UTF-8 from `at` on have letters in UTF-8 before it or behind it, so that reading
/// them as Windows text would turn those into two signs each.
fn is_mixed(bytes: &[u8], at: usize) -> bool {
    let (before, behind) = bytes.split_at(at.min(bytes.len()));
    let letter = |pair: &[u8]| matches!(pair[0], 0xC2..=0xDF) && matches!(pair[1], 0x80..=0xBF);
    let mark = |three: &[u8]| three[0] == 0xE2 && three[1] == 0x80 && matches!(three[2], 0x80..=0xBF);
    !before.is_ascii() || behind.windows(2).any(letter) || behind.windows(3).any(mark)
}

fn encoding(span: Span, message: String) -> Finding {
    Finding::error(Rule::DataEncoding, span, message).hint("in Excel: Save As, CSV UTF-8 (comma delimited)")
}
