//! The files that a document names: data files, pictures, attachments and plain text. It never reads one that
//! no document names.

use std::collections::BTreeMap;

use super::attachment;
use super::decode::{DecodeError, decode};
use super::folder::{FileRefusal, Folder, LARGEST_BINARY, LARGEST_TEXT, beside};
use super::item::papers;
use super::node::{Node, TomlTable, TypedText};
use super::picture::{self, LoadedPicture};
use super::workbook::workbook;
use super::worksheet::{self, Worksheet};
use crate::finding::{Finding, Findings, Rule, Sources, Span};
use crate::pdf::Attachment;

/// The files that documents name, by the span of the string that names each.
pub(crate) type Assets = BTreeMap<Span, Asset>;

/// A file that a document names, read.
#[derive(Debug, Clone)]
pub(crate) enum Asset {
    /// The rows of a CSV file or of a sheet of a workbook.
    Sheet(Worksheet),
    Picture(LoadedPicture),
    Pdf(Attachment),
    /// The plain text that is given for an attachment.
    Words(TypedText),
}

/// Reads every file that `document` (at the path `from`) names: data of tables and series, images and logos,
/// and the attachments and texts of a pack's papers and of appendices. A file that cannot be read is a
/// finding.
pub(super) fn read(
    folder: &Folder,
    from: &str,
    document: &Node,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Assets {
    let mut assets = Assets::new();
    let Some(table) = document.table() else { return assets };
    let inner = |kind: &str| -> Vec<&TomlTable> {
        let all = table.get(kind).and_then(Node::table);
        all.map_or_else(Vec::new, |t| t.entries.iter().filter_map(|e| e.node.table()).collect())
    };
    for one in inner("table") {
        let Some(text) = one.get("file").and_then(Node::text) else { continue };
        let sheet = one.get("sheet").and_then(Node::text);
        let read = data(folder, from, &text.string, sheet, text.span(), sources);
        keep(read.map(Asset::Sheet), text.span(), &mut assets, findings);
    }
    // An indicator's series are lists in a table of its own.
    let series = table.entries.iter().filter_map(|e| e.node.table()?.get("series")?.array()).flatten();
    for one in series.filter_map(Node::table) {
        let Some(text) = one.get("file").and_then(Node::text) else { continue };
        let sheet = one.get("sheet").and_then(Node::text);
        let read = data(folder, from, &text.string, sheet, text.span(), sources);
        keep(read.map(Asset::Sheet), text.span(), &mut assets, findings);
    }
    // Attachments, in a pack's items.
    let mut attached = |table: Option<&TomlTable>, from: &str| {
        let text = |key: &str| table.and_then(|t| t.get(key)).and_then(Node::text);
        if let Some(text) = text("pdf") {
            let read = read_attachment(folder, from, &text.string, text.span());
            keep(read.map(Asset::Pdf), text.span(), &mut assets, findings);
        }
        if let Some(text) = text("transcript") {
            let read = words(folder, from, &text.string, text.span(), sources);
            keep(read.map(Asset::Words), text.span(), &mut assets, findings);
        }
    };
    papers(document).into_iter().for_each(|paper| attached(paper.table(), ATTACHMENTS));
    let appendices = table.get("appendix").and_then(Node::array).unwrap_or_default();
    appendices.iter().for_each(|appendix| attached(appendix.table(), from));
    let images = inner("image").into_iter().filter_map(|t| t.get("file"));
    for text in images.chain(table.get("logo")).filter_map(Node::text) {
        let read = image(folder, from, &text.string, text.span());
        keep(read.map(Asset::Picture), text.span(), &mut assets, findings);
    }
    assets
}

fn keep(read: Result<Asset, Vec<Finding>>, span: Span, assets: &mut Assets, findings: &mut Findings) {
    match read {
        Ok(asset) => {
            assets.insert(span, asset);
        }
        Err(list) => list.into_iter().for_each(|f| findings.push(f)),
    }
}

fn data(
    folder: &Folder,
    from: &str,
    name: &str,
    sheet: Option<&TypedText>,
    span: Span,
    sources: &mut Sources,
) -> Result<Worksheet, Vec<Finding>> {
    let path = beside(from, name).map_err(|r| vec![refused(r, name, span)])?;
    let lower = name.to_lowercase();
    if lower.ends_with(".xlsx") {
        let bytes = folder.read(&path, LARGEST_BINARY).map_err(|r| vec![refused(r, name, span)])?;
        let file = sources.add(path, "");
        return workbook(&bytes, sheet, file, name);
    }
    if !lower.ends_with(".csv") {
        let message = format!("`{name}` is not a kind of data file that boardpack reads");
        return Err(vec![Finding::error(Rule::DataFormat, span, message).hint("save it as .csv or .xlsx")]);
    }
    if let Some(sheet) = sheet {
        let message = format!("`{name}` is a CSV file, which has no sheets");
        return Err(vec![
            Finding::error(Rule::DataNoSheet, sheet.span(), message)
                .hint("take `sheet` away, or name the .xlsx workbook"),
        ]);
    }
    let bytes = folder.read(&path, LARGEST_TEXT).map_err(|r| vec![refused(r, name, span)])?;
    let (text, trouble) = decode(&bytes);
    let file = sources.add(path, text.clone());
    if trouble == Some(DecodeError::Utf16) {
        let message = format!("`{name}` is saved as Unicode text (UTF-16)");
        return Err(vec![
            Finding::error(Rule::DataEncoding, span, message)
                .hint("in Excel: Save As, CSV UTF-8 (comma delimited)"),
        ]);
    }
    if let Some(DecodeError::NotUtf8 { at, shows }) = trouble {
        // Excel's plain "CSV" is Windows-1252, which gives every byte but five a character.
        if shows == '\u{FFFD}' || text.contains('\0') || shows.is_control() {
            let message = format!("`{name}` is neither UTF-8 nor Windows text");
            return Err(vec![
                Finding::error(Rule::DataEncoding, Span::new(file, at..at + 1), message)
                    .hint("in Excel: Save As, CSV UTF-8 (comma delimited)"),
            ]);
        }
    }
    worksheet::csv(&text, file, name)
}

fn image(folder: &Folder, from: &str, name: &str, span: Span) -> Result<LoadedPicture, Vec<Finding>> {
    let path = beside(from, name).map_err(|r| vec![refused(r, name, span)])?;
    let bytes = folder.read(&path, LARGEST_BINARY).map_err(|r| vec![refused(r, name, span)])?;
    picture::check(bytes, name)
        .map_err(|(rule, message, hint)| vec![Finding::error(rule, span, message).hint(hint)])
}

/// Reads the plain text that is given for an attachment.
fn words(
    folder: &Folder,
    from: &str,
    name: &str,
    span: Span,
    sources: &mut Sources,
) -> Result<TypedText, Vec<Finding>> {
    let path = beside(from, name).map_err(|r| vec![refused(r, name, span)])?;
    let bytes = folder.read(&path, LARGEST_TEXT).map_err(|r| vec![refused(r, name, span)])?;
    let (text, trouble) = decode(&bytes);
    if trouble.is_some() || text.contains('\0') {
        let message = format!("`{name}` is not a file of plain text in UTF-8");
        return Err(vec![
            Finding::error(Rule::AttachmentWords, span, message)
                .hint("save it as plain text: in Notepad, Save As, Encoding UTF-8"),
        ]);
    }
    let text = text.replace("\r\n", "\n");
    let file = sources.add(path, text.clone());
    let length = text.len();
    Ok(TypedText::plain(text, Span::new(file, 0..length)))
}

/// The path from which files of the folder `attachments/` are named.
const ATTACHMENTS: &str = "attachments/x";

/// Reads an attachment.
fn read_attachment(folder: &Folder, from: &str, name: &str, span: Span) -> Result<Attachment, Vec<Finding>> {
    let path = beside(from, name).map_err(|r| vec![refused(r, name, span)])?;
    let bytes = folder.read(&path, LARGEST_BINARY).map_err(|refusal| {
        let mut finding = refused(refusal, name, span);
        if finding.rule == Rule::FileMissing && from == ATTACHMENTS {
            finding.hints = vec![
                "put it into the folder attachments/, and spell its name the same, capitals too".to_owned(),
            ];
        }
        vec![finding]
    })?;
    attachment::read(bytes, name)
        .map_err(|(rule, message, hint)| vec![Finding::error(rule, span, message).hint(hint)])
}

/// The finding for a file that was not read, at the place that names it.
pub(super) fn refused(refusal: FileRefusal, name: &str, span: Span) -> Finding {
    let outside = "keep the file in the council's folder and write the path from this file's folder, with /";
    match refusal {
        FileRefusal::Absolute => {
            Finding::error(Rule::PathOutside, span, format!("`{name}` is a path from the top of the disk"))
                .hint(outside)
        }
        FileRefusal::Backslash => {
            Finding::error(Rule::PathOutside, span, format!("`{name}` is written with \\"))
                .hint(format!("write {}", name.replace('\\', "/")))
        }
        FileRefusal::Outside => {
            Finding::error(Rule::PathOutside, span, format!("`{name}` leads out of the council's folder"))
                .hint(outside)
        }
        FileRefusal::Link => Finding::error(
            Rule::PathOutside,
            span,
            format!("`{name}` is a link that leads out of the council's folder"),
        )
        .hint("copy the file itself into the council's folder"),
        FileRefusal::TooLarge(most) => {
            Finding::error(Rule::FileTooLarge, span, format!("`{name}` is larger than {} MB", most >> 20))
                .hint("make it smaller")
        }
        FileRefusal::NotAFile => {
            Finding::error(Rule::FileMissing, span, format!("`{name}` is a folder, not a file"))
                .hint("name a file in it, as in \"data/burglary.csv\"")
        }
        FileRefusal::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Finding::error(Rule::FileMissing, span, format!("there is no file `{name}`"))
                .hint("is it beside this file, and is its name spelt the same, capitals too?")
        }
        FileRefusal::Io(error) => {
            let (why, hint) = unreadable(&error);
            Finding::error(Rule::FileUnreadable, span, format!("`{name}` cannot be read: {why}")).hint(hint)
        }
    }
}

/// The reason why the system does not let a file be read, and what to do, in words that name no code of the
/// system.
fn unreadable(error: &std::io::Error) -> (String, &'static str) {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::PermissionDenied => {
            ("you may not open it".to_owned(), "ask whoever looks after the folder for the right to read it")
        }
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => (
            "no file can have this name".to_owned(),
            "give the file a short name of letters, digits, - and _, and write it here",
        ),
        _ => {
            let said = error.to_string();
            let said = said.split(" (os error").next().unwrap_or(&said).to_lowercase();
            (said, "close it in other programs, and look whether it opens in the program that made it")
        }
    }
}
