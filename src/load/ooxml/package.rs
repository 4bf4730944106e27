//! `Package`: the parts of an Office Open XML file, read one piece of XML after the other. It keeps none of
//! them in memory.

use std::collections::HashMap;
use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::bounded::Bounded;
use super::element::XmlElement;

/// An Office Open XML file.
pub(in crate::load) struct Package<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    /// The number of each part in the archive, by its path as [`fold`] makes it.
    parts: HashMap<String, usize>,
}

/// The reason why a part was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum PartError {
    /// The package has no part of that name.
    Missing,
    /// The part is no XML, is cut short, or is larger than any that a person makes.
    Damaged,
}

/// A piece of XML.
pub(in crate::load) enum Item<'e> {
    /// An element as it begins; one without content begins and ends.
    Start(XmlElement<'e>),
    /// The end of an element, by its name without a namespace.
    End(&'e str),
    /// Text; one text may come in several pieces.
    Text(&'e str),
}

/// A part that another one names.
pub(in crate::load) struct Relationship {
    /// The id by which the other part names it.
    pub id: String,
    /// The last word of its kind: "worksheet".
    pub kind: String,
    /// The path of the part in the package.
    pub path: String,
}

/// The most parts of a package, and the most elements within each other.
const MOST_PARTS: usize = 100_000;
const DEEPEST: usize = 256;

impl<'a> Package<'a> {
    /// Opens a package; `None` where the bytes are no zip archive, or one of too many parts.
    pub(in crate::load) fn open(bytes: &'a [u8]) -> Option<Self> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
        if archive.len() > MOST_PARTS {
            return None;
        }
        let mut parts = HashMap::new();
        for (at, name) in archive.file_names().enumerate() {
            parts.entry(fold(&name.ok()?)).or_insert(at);
        }
        Some(Self { archive, parts })
    }

    /// Passes the XML of a part to `see`, piece by piece, until it breaks off or the part ends.
    ///
    /// # Errors
    /// A [`PartError`] where the part is not there or is damaged.
    pub(in crate::load) fn read(
        &mut self,
        path: &str,
        see: &mut dyn FnMut(Item<'_>) -> ControlFlow<()>,
    ) -> Result<(), PartError> {
        let at = *self.parts.get(&fold(path)).ok_or(PartError::Missing)?;
        let part = self.archive.by_index(at).map_err(|_| PartError::Damaged)?;
        let mut reader = Reader::from_reader(Bounded::new(BufReader::new(part)));
        reader.config_mut().expand_empty_elements = true;
        let (mut buffer, mut depth) = (Vec::new(), 0_usize);
        loop {
            buffer.clear();
            reader.get_mut().next_piece();
            let flow = match reader.read_event_into(&mut buffer).map_err(|_| PartError::Damaged)? {
                Event::Start(element) => {
                    depth += 1;
                    if depth > DEEPEST {
                        return Err(PartError::Damaged);
                    }
                    see(Item::Start(XmlElement(&element)))
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    see(Item::End(element.local_name().as_ref()))
                }
                Event::Text(text) => see(Item::Text(&text.xml10_content())),
                Event::CData(text) => see(Item::Text(&text.xml10_content())),
                Event::GeneralRef(name) => match named(&name).or(name.resolve_char_ref().ok().flatten()) {
                    Some(sign) => see(Item::Text(sign.encode_utf8(&mut [0; 4]))),
                    None => return Err(PartError::Damaged),
                },
                Event::Eof if depth > 0 => return Err(PartError::Damaged),
                Event::Eof => return Ok(()),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                    ControlFlow::Continue(())
                }
            };
            if flow.is_break() {
                return Ok(());
            }
        }
    }

    /// The parts that a part names; none where it names none. The package itself is the part "".
    ///
    /// # Errors
    /// [`PartError::Damaged`] where their list cannot be read.
    pub(in crate::load) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, PartError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let rest = format!("_rels/{file}.rels");
        let list = if folder.is_empty() { rest } else { format!("{folder}/{rest}") };
        let mut found = Vec::new();
        let read = self.read(&list, &mut |item| {
            if let Item::Start(element) = item
                && element.is("Relationship")
                && element.attribute("TargetMode").as_deref() != Some("External")
                && let (Some(id), Some(kind), Some(target)) =
                    (element.attribute("Id"), element.attribute("Type"), element.attribute("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.push(Relationship { id, kind, path: beside(folder, &target) });
            }
            ControlFlow::Continue(())
        });
        match read {
            Ok(()) | Err(PartError::Missing) => Ok(found),
            Err(PartError::Damaged) => Err(PartError::Damaged),
        }
    }
}

/// The path of a part as parts are compared: some programs write \ and capitals.
fn fold(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// The sign that XML itself gives a name.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// Joins a folder of the package with a path that is written from it, or from the top.
fn beside(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(path) = target.strip_prefix('/') {
        return path.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, xml) in parts {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part begins");
            out.write_all(xml.as_bytes()).expect("a part is written");
        }
        out.finish().expect("a file").into_inner()
    }

    /// The text of a part, or the reason why it cannot be read.
    fn text(bytes: &[u8], path: &str) -> Result<String, PartError> {
        let mut out = String::new();
        Package::open(bytes).expect("a package").read(path, &mut |item| {
            if let Item::Text(text) = item {
                out.push_str(text);
            }
            ControlFlow::Continue(())
        })?;
        Ok(out)
    }

    #[test]
    fn text_is_read_with_its_signs() {
        let bytes = package(&[("xl\\A.xml", "<a>1 &lt; <b/>2&#163;<![CDATA[ & ]]></a>")]);
        assert_eq!(text(&bytes, "/xl/a.xml"), Ok("1 < 2£ & ".to_owned()));
        assert_eq!(text(&bytes, "xl/b.xml"), Err(PartError::Missing));
    }

    #[test]
    fn damaged_and_bottomless_xml_is_refused() {
        let deep = "<a>".repeat(DEEPEST + 1);
        for xml in ["<a>", "<a></b>", "<a>&unknown;</a>", &deep] {
            let bytes = package(&[("a.xml", xml)]);
            assert_eq!(text(&bytes, "a.xml"), Err(PartError::Damaged), "{}", &xml[..3]);
        }
        let most = format!("{}{}", "<a>".repeat(DEEPEST), "</a>".repeat(DEEPEST));
        assert_eq!(text(&package(&[("a.xml", &most)]), "a.xml"), Ok(String::new()));
    }

    #[test]
    fn relationships_lead_from_the_folder_of_their_part_or_from_the_top() {
        let rels = "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"../w/1.xml\"/><Relationship Id=\"b\" Type=\"x/styles\" Target=\"/s.xml\"/><Relationship Id=\"c\" Type=\"x/link\" Target=\"https://example.org\" TargetMode=\"External\"/></Relationships>";
        let bytes = package(&[("xl/_rels/book.xml.rels", rels)]);
        let mut package = Package::open(&bytes).expect("a package");
        let found = package.relationships("xl/book.xml").expect("a list");
        let paths: Vec<(&str, &str)> = found.iter().map(|r| (r.kind.as_str(), r.path.as_str())).collect();
        assert_eq!(paths, [("worksheet", "w/1.xml"), ("styles", "s.xml")]);
        assert!(package.relationships("xl/none.xml").expect("none").is_empty());
    }
}
