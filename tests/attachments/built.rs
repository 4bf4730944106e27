//! Packs with attachments, each built once for all tests. It looks at nothing in them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use boardpack::cli::Exit;

use crate::attachments::file::File;
use crate::support::{Council, Ran};

/// The title under which an attachment stands in its pack.
pub(crate) const TITLE: &str = "An attachment";

/// A pack that was built.
pub(crate) struct Pack {
    /// The whole pack.
    pub bytes: Vec<u8>,
    /// The same, read.
    pub file: File,
    /// The pages of each attachment, from 0, in order; with the blank one after an odd number.
    pub ranges: Vec<std::ops::Range<usize>>,
}

/// The folder of the attachments.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attachments")
}

/// The bytes of an attachment.
pub(crate) fn original(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(format!("{name}.pdf"))).expect("a file of the corpus")
}

/// A council whose pack has a report, attachments, and a report. Pages of attachments are as they were sent, so
/// that they can be compared.
pub(crate) fn council(attachments: &[(&str, &[u8])]) -> Council {
    council_with(attachments, "[tokens.page]\nattachments = \"as_sent\"\n")
}

/// The same with further lines in the board's file.
pub(crate) fn council_with(attachments: &[(&str, &[u8])], board: &str) -> Council {
    let mut pack = "board = \"safer\"\nstart = 2025-06-20T10:00:00\nplace = \"Town Hall\"\n\n".to_owned();
    let mut council = Council::new();
    let mut item = |title: &str, paper: &str| {
        let _ = write!(pack, "[[item]]\ntitle = \"{title}\"\npapers = [ {{ {paper} }} ]\n\n");
    };
    item("Before", "report = \"before\"");
    for (name, bytes) in attachments {
        item(TITLE, &format!("pdf = \"{name}.pdf\""));
        council = council.put(&format!("attachments/{name}.pdf"), bytes);
    }
    item("After", "report = \"after\"");
    for name in ["before", "after"] {
        let report = format!(
            "title = \"The report {name}\"\nboard = \"safer\"\nmeeting = 2025-06-20\ncontacts = [\"officer\"]\nbackground_papers = []\n\n[[section]]\nheading = \"Matters\"\ntext = '''\nThe words {name} it.\n'''\n"
        );
        council = council.put(&format!("reports/{name}/report.toml"), report);
    }
    let base = std::fs::read_to_string(council.path().join("boards/safer.toml")).expect("a board");
    council.put("boards/safer.toml", format!("{base}\n{board}")).put("packs/made/pack.toml", pack)
}

/// Runs the build of a council's pack.
pub(crate) fn run(council: &Council) -> Ran {
    council.run(&["build", "packs/made"])
}

/// Builds a pack with attachments, which must succeed.
pub(crate) fn build(attachments: &[(&str, &[u8])]) -> Pack {
    let council = council(attachments);
    let ran = run(&council);
    assert_eq!(ran.exit, Exit::Done, "{:?}: {}", attachments.first().map(|a| a.0), ran.err);
    read(&council.path().join("out/packs/made"), attachments.len())
}

/// Reads a pack that was built with so many attachments.
pub(crate) fn read(out: &Path, attachments: usize) -> Pack {
    let bytes = std::fs::read(out.join("pack.pdf")).expect("a pack");
    let text = std::fs::read_to_string(out.join("manifest.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let page = |page: &serde_json::Value| usize::try_from(page.as_u64().expect("a page")).expect("small");
    let items = manifest["items"].as_array().expect("items");
    let ranges = items.iter().map(|item| page(&item["pages"][0]) - 1..page(&item["pages"][1]));
    let ranges: Vec<_> = ranges.skip(1).take(attachments).collect();
    assert_eq!(items.len(), attachments + 2);
    Pack { file: File::read(&bytes), bytes, ranges }
}

/// A pack with one file of the corpus. It is kept as `attachments/NAME.pdf` in the tests' own folder
/// below `target`, to be looked at.
pub(crate) fn pack(name: &str) -> Arc<Pack> {
    type Cell = Arc<OnceLock<Arc<Pack>>>;
    static PACKS: LazyLock<Mutex<BTreeMap<String, Cell>>> = LazyLock::new(Mutex::default);
    let cell = Arc::clone(PACKS.lock().expect("no panic").entry(name.to_owned()).or_default());
    let make = || {
        let pack = build(&[(name, &original(name))]);
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("attachments");
        std::fs::create_dir_all(&kept).expect("a folder");
        std::fs::write(kept.join(format!("{name}.pdf")), &pack.bytes).expect("a file");
        Arc::new(pack)
    };
    Arc::clone(cell.get_or_init(make))
}
