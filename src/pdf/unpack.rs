//! The content of pages and forms without its filters, and whether all of it could be unpacked. It reads no
//! operator.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::document::{PdfDocument, PdfObject};
use super::value::{Dict, ObjectId, PdfValue};

/// The filters of content (ISO 32000-1, table 6), and their short names (table 94).
const FILTERS: [&[u8]; 11] = [
    b"ASCIIHexDecode",
    b"ASCII85Decode",
    b"LZWDecode",
    b"FlateDecode",
    b"RunLengthDecode",
    b"Crypt",
    b"AHx",
    b"A85",
    b"LZW",
    b"Fl",
    b"RL",
];
/// The length in bytes of the sum after packed data.
const SUM: usize = 4;
/// The number of bytes from which on content means harm.
const MOST_BYTES: usize = 1 << 28;

/// The content of a page or a form, unpacked.
#[derive(Debug, Default)]
pub(crate) struct PageContent {
    /// The operators, as far as they could be unpacked.
    pub bytes: Vec<u8>,
    /// Whether all of the content could be unpacked.
    pub intact: bool,
}

impl PdfDocument {
    /// The content of a page without filters, its parts one after another.
    pub(crate) fn content(&self, page: &Dict) -> PageContent {
        let mut all = PageContent { bytes: Vec::new(), intact: true };
        for part in self.parts(page) {
            // One that is no stream is missed by nobody but who wrote it.
            let part = part.as_ref().map(|id| self.unpacked(id)).unwrap_or_default();
            all.bytes.extend(part.bytes);
            all.bytes.push(b' ');
            all.intact &= part.intact;
        }
        all
    }

    /// The content of a stream without its filters; empty, and not intact, where the object is no stream.
    pub(crate) fn unpacked(&self, id: ObjectId) -> PageContent {
        let Some(PdfObject::Stream(stream)) = self.get(id) else { return PageContent::default() };
        let filters: Vec<PdfValue> = match self.entry(&stream.dict, "Filter") {
            Some(PdfValue::Array(filters)) => filters.iter().map(|filter| self.resolve(filter)).collect(),
            one => one.into_iter().collect(),
        };
        let parameters = match self.entry(&stream.dict, "DecodeParms") {
            Some(PdfValue::Array(all)) => all.first().map(|one| self.resolve(one)),
            one => one,
        };
        // 1 is no predictor (ISO 32000-1, table 8).
        let predictor =
            parameters.as_ref().and_then(PdfValue::as_dict).and_then(|all| self.entry(all, "Predictor"));
        let predicted = predictor.is_some_and(|kind| kind.as_integer() != Some(1));
        match filters.as_slice() {
            [] => PageContent { bytes: stream.data.to_vec(), intact: true },
            [one] if matches!(one.as_name(), Some(b"FlateDecode" | b"Fl")) && !predicted => {
                inflated(&stream.data).unwrap_or_else(|read| {
                    // The reader knows more ways to go on, but no end.
                    let more = if read.len() < MOST_BYTES { self.decoded(id) } else { None };
                    PageContent { bytes: more.unwrap_or(read), intact: false }
                })
            }
            several => {
                let known =
                    several.iter().all(|one| one.as_name().is_some_and(|name| FILTERS.contains(&name)));
                let bytes = if known { self.decoded(id) } else { None };
                PageContent { intact: bytes.is_some(), bytes: bytes.unwrap_or_default() }
            }
        }
    }

    /// The streams of a page's content, in order.
    pub(crate) fn contents(&self, page: &Dict) -> Vec<ObjectId> {
        let stream = |id: &ObjectId| self.head(*id).is_some_and(|(_, stream)| stream);
        self.parts(page).iter().filter_map(PdfValue::as_ref).filter(stream).collect()
    }

    /// The values that a page names as its content, stream by stream.
    fn parts(&self, page: &Dict) -> Vec<PdfValue> {
        let parts = match page.get("Contents") {
            Some(PdfValue::Array(parts)) => parts.clone(),
            Some(one) => match self.resolve(one) {
                PdfValue::Array(parts) => parts,
                _ => vec![one.clone()],
            },
            None => Vec::new(),
        };
        parts.into_iter().filter(|part| *part != PdfValue::Null).collect()
    }
}

/// Unpacks data (ISO 32000-1, 7.4.4), or gives what could be read. Their sum must be right where it is there:
/// some programs leave it out.
fn inflated(data: &[u8]) -> Result<PageContent, Vec<u8>> {
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64;
    let whole = ZlibDecoder::new(data).take(most).read_to_end(&mut bytes).is_ok();
    if data.is_empty() || whole && bytes.len() < MOST_BYTES {
        return Ok(PageContent { bytes, intact: true });
    }
    let [kind, flags, packed @ ..] = data else { return Err(bytes) };
    bytes.clear();
    let mut bare = DeflateDecoder::new(packed).take(most);
    let whole = bare.read_to_end(&mut bytes).is_ok() && bytes.len() < MOST_BYTES;
    let read = usize::try_from(bare.into_inner().total_in()).unwrap_or(usize::MAX);
    let unsummed = packed.len().saturating_sub(read) < SUM;
    let headed = u16::from_be_bytes([*kind, *flags]).is_multiple_of(31);
    if whole && unsummed && headed { Ok(PageContent { bytes, intact: true }) } else { Err(bytes) }
}
