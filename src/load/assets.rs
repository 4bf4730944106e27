//! The files that a document names: data files, pictures, attachments and plain text. It never reads one that
//! no document names.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attachment;
use super::data_reader::{DataReader, DataRun};
use super::data_request;
use super::decode::decode;
use super::folder::{Folder, LARGEST_BINARY, LARGEST_TEXT, beside};
use super::item::papers;
use super::missing_file::refused_at;
use super::node::{Node, TomlTable, TypedText};
use super::password;
use super::picture::{self, LoadedPicture};
use super::worksheet::Worksheet;
use crate::finding::{Finding, Findings, Rule, Sources, Span};
use crate::pdf::Attachment;

/// The files that documents name, by the span of the string that names each.
pub(crate) type Assets = BTreeMap<Span, Asset>;

/// A file that a document names, read.
#[derive(Debug, Clone)]
pub(crate) enum Asset {
    /// The rows of a CSV file or of a sheet of a workbook.
    Sheet(Arc<Worksheet>),
    Picture(LoadedPicture),
    Pdf(Attachment),
    /// An attachment that could not be read, with the reason: "is not a PDF".
    UnreadPdf(String),
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
    data: &mut DataReader,
    sources: &mut Sources,
    findings: &mut Findings,
) -> Assets {
    let mut assets = Assets::new();
    let Some(table) = document.table() else { return assets };
    let inner = |kind: &str| -> Vec<&TomlTable> {
        let all = table.get(kind).and_then(Node::table);
        all.map_or_else(Vec::new, |t| t.entries.iter().filter_map(|e| e.node.table()).collect())
    };
    let own = data_request::sources(document, from);
    let mut run = DataRun { folder, sources, findings };
    for one in inner("table") {
        let read = data.read(one, None, from, &own, &mut run);
        assets.extend(read.map(|(span, sheet)| (span, Asset::Sheet(sheet))));
    }
    // An indicator's series are lists in a table of its own.
    for indicator in table.entries.iter().filter_map(|e| e.node.table()) {
        let shared = indicator.get("source").and_then(Node::text);
        let series = indicator.get("series").and_then(Node::array).unwrap_or_default();
        for one in series.iter().filter_map(Node::table) {
            let read = data.read(one, shared, from, &own, &mut run);
            assets.extend(read.map(|(span, sheet)| (span, Asset::Sheet(sheet))));
        }
    }
    // Attachments, in a pack's items.
    let mut attached = |table: Option<&TomlTable>, from: &str| {
        let text_of = |key: &str| table.and_then(|t| t.get(key)).and_then(Node::text);
        if let Some(text) = text_of("pdf") {
            let password = text_of("password_file");
            let password = password.map(|file| password::read(folder, &file.string, file.span())).transpose();
            let read = match password {
                Ok(password) => read_attachment(folder, from, text, password.as_deref()),
                // Without it nobody knows whether the attachment can be read.
                Err(finding) => Err(finding),
            };
            let asset = read.map_or_else(
                |finding| {
                    let reason = reason(&finding, &text.string);
                    findings.push(*finding);
                    Asset::UnreadPdf(reason)
                },
                Asset::Pdf,
            );
            assets.insert(text.span(), asset);
        }
        if let Some(text) = text_of("transcript") {
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

fn image(folder: &Folder, from: &str, name: &str, span: Span) -> Result<LoadedPicture, Vec<Finding>> {
    let path = beside(from, name).map_err(|r| vec![refused_at(folder, from, r, name, span)])?;
    let bytes =
        folder.read(&path, LARGEST_BINARY).map_err(|r| vec![refused_at(folder, from, r, name, span)])?;
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
    let path = beside(from, name).map_err(|r| vec![refused_at(folder, from, r, name, span)])?;
    let bytes =
        folder.read(&path, LARGEST_TEXT).map_err(|r| vec![refused_at(folder, from, r, name, span)])?;
    let (text, trouble) = decode(&bytes);
    if trouble.is_some() || text.contains('\0') {
        let message = format!("`{name}` is not a file of plain text in UTF-8");
        let hint = if bytes.starts_with(b"PK") {
            "it is a Word document: open it in Word, choose Save As, Plain Text (*.txt), Other encoding, Unicode (UTF-8), and name that file here"
        } else {
            "save it as plain text: in Notepad, Save As, Encoding UTF-8"
        };
        return Err(vec![Finding::error(Rule::AttachmentWords, span, message).hint(hint)]);
    }
    let text = text.replace("\r\n", "\n");
    let file = sources.add(path, text.clone());
    let length = text.len();
    Ok(TypedText::plain(text, Span::new(file, 0..length)))
}

/// The path from which files of the folder `attachments/` are named.
const ATTACHMENTS: &str = "attachments/x";

/// Reads an attachment.
fn read_attachment(
    folder: &Folder,
    from: &str,
    named: &TypedText,
    password: Option<&str>,
) -> Result<Attachment, Box<Finding>> {
    let (name, span) = (named.string.as_str(), named.span());
    let path = beside(from, name).map_err(|r| Box::new(refused_at(folder, from, r, name, span)))?;
    let bytes = folder.read(&path, LARGEST_BINARY).map_err(|refusal| {
        let finding = refused_at(folder, from, refusal, name, span);
        if let (Rule::FileMissing, true, Some(id)) = (finding.rule, from == ATTACHMENTS, built_report(name)) {
            let hint = format!("write {{ report = \"{id}\" }}: a pack builds its reports itself");
            return Box::new(finding.hint_only(hint));
        }
        let is_answered =
            |hint: &String| ["did you mean", "each file"].iter().any(|said| hint.starts_with(said));
        let unknown = !finding.hints.iter().any(is_answered);
        if finding.rule == Rule::FileMissing && from == ATTACHMENTS && unknown {
            let hint = "put it into the folder attachments/, and spell its name the same, capitals too";
            Box::new(finding.hint_only(hint))
        } else {
            Box::new(finding)
        }
    })?;
    attachment::read(bytes, name, password)
        .map_err(|(rule, message, hint)| Box::new(Finding::error(rule, span, message).hint(hint)))
}

/// The id of the report in the path of what was built of it: "out/reports/asb_update/report.pdf".
fn built_report(name: &str) -> Option<&str> {
    let mut parts = name.split(['/', '\\']).skip_while(|part| *part != "out").skip(1);
    (parts.next() == Some("reports")).then(|| parts.next()).flatten()
}

/// The reason why a file could not be read, as it stands behind the file's name.
fn reason(finding: &Finding, name: &str) -> String {
    let reason = finding.message.strip_prefix(&format!("`{name}` "));
    let missing = if finding.rule == Rule::FileMissing { "is not there" } else { "cannot be read" };
    reason.unwrap_or(missing).to_owned()
}
