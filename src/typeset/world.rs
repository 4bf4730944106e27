//! `PaperWorld`: what Typst sees while it sets one paper, all of it in memory. It never reads a file, a
//! system font, a package or a clock.
//!
//! The components of a house style are parsed once for all papers of a run (`Engine`), and their texts are
//! held once: of a pack of 18 decks that was a seventh of the time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Binding, Bytes, Datetime, Duration, Module, Scope};
use typst::syntax::{FileId as TypstFile, RootedPath, Source as TypstSource, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::author_case::CapitalsFonts;
use super::capitals_font::capitals_font;
use super::source::{MAIN, Source};
use crate::finding::{FileId, Finding, Findings, Rule, Span};
use crate::style::FontFile;
use crate::style::builtin::FONTS;

/// The library of Typst and the fonts, made once for all papers.
pub(crate) struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// The council's files of the fonts that did not come with the program; these fonts are the last ones.
    own: Vec<FileId>,
    /// The fonts of capitals, each with the font that it was made from.
    capitals: Vec<(Font, Font)>,
    /// The last source of each file that was parsed: papers of one style have the same components.
    parsed: Mutex<HashMap<TypstFile, TypstSource>>,
}

impl Engine {
    /// Makes an engine with the embedded fonts. Row headings of tables need Typst's `a11y-extras`.
    pub(crate) fn new() -> Self {
        let library = Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build();
        let library = without_plugins(library);
        let fonts: Vec<Font> = FONTS.iter().flat_map(|data| Font::iter(Bytes::new(*data))).collect();
        let capitals: Vec<(Font, Font)> = fonts.iter().filter_map(in_capitals).collect();
        Self {
            library: LazyHash::new(library),
            book: book(&fonts, &capitals),
            fonts,
            own: Vec::new(),
            capitals,
            parsed: Mutex::default(),
        }
    }

    /// Adds a council's own fonts. A font that cannot be read is a finding.
    #[must_use]
    pub(crate) fn with(mut self, own: &[FontFile], findings: &mut Findings) -> Self {
        for one in own {
            let Some(font) = Font::new(Bytes::new(one.bytes.clone()), 0) else {
                let message = format!("`{}` is not a font that can be read", one.name);
                findings.push(
                    Finding::error(Rule::FontFile, Span::whole(one.file), message)
                        .hint("copy it anew from where it came, or take it out of the folder fonts/"),
                );
                continue;
            };
            self.capitals.extend(in_capitals(&font));
            self.fonts.push(font);
            self.own.push(one.file);
        }
        if !self.own.is_empty() {
            self.book = book(&self.fonts, &self.capitals);
        }
        self
    }

    /// The fonts of capitals, each with the font that it was made from.
    pub(super) fn capitals(&self) -> &CapitalsFonts {
        &self.capitals
    }

    /// The bytes of the council's own fonts.
    pub(crate) fn own_fonts(&self) -> impl Iterator<Item = &[u8]> {
        self.faces().filter(|(_, file)| file.is_some()).map(|(font, _)| font.data().as_slice())
    }

    /// The source of a file as Typst reads it; the one that was parsed before where its text is the same.
    fn parse(&self, id: TypstFile, text: &str) -> TypstSource {
        let known = self.parsed.lock().ok().and_then(|parsed| parsed.get(&id).cloned());
        if let Some(known) = known.filter(|known| known.text() == text) {
            return known;
        }
        let parsed = TypstSource::new(id, text.to_owned());
        if let Ok(mut all) = self.parsed.lock() {
            all.insert(id, parsed.clone());
        }
        parsed
    }

    /// Every face, with the council's file of it; `None` for those that come with the program.
    pub(super) fn faces(&self) -> impl Iterator<Item = (&Font, Option<FileId>)> {
        let first = self.fonts.len() - self.own.len();
        let file = move |at: usize| Some(*self.own.get(at.checked_sub(first)?)?);
        self.fonts.iter().enumerate().map(move |(at, font)| (font, file(at)))
    }
}

/// The library without the function that runs programs in WebAssembly: a component of a council's own sets pages,
/// and runs nothing.
fn without_plugins(mut library: Library) -> Library {
    let mut scope = Scope::new();
    for (name, binding) in library.global.scope().iter().filter(|(name, _)| *name != PLUGIN) {
        scope.bind(name.clone(), binding.clone());
    }
    library.global = Module::new("global", scope);
    library.std = Binding::detached(library.global.clone());
    library
}

/// The name of the function of Typst that runs programs in WebAssembly.
pub(super) const PLUGIN: &str = "plugin";

/// The fonts by their families and kinds. Those of capitals come after the others.
fn book(fonts: &[Font], capitals: &CapitalsFonts) -> LazyHash<FontBook> {
    LazyHash::new(FontBook::from_fonts(fonts.iter().chain(capitals.iter().map(|(made, _)| made))))
}

/// The font of capitals that is made from a font, with that font.
fn in_capitals(font: &Font) -> Option<(Font, Font)> {
    let made = Font::new(Bytes::new(capitals_font(font.data().as_slice())?), 0)?;
    Some((made, font.clone()))
}

impl Default for Engine {
    fn default() -> Self {
        Self::new()
    }
}

/// The files of a paper, as Typst reads them.
pub(crate) struct PaperWorld<'a> {
    engine: &'a Engine,
    main: TypstFile,
    sources: HashMap<TypstFile, TypstSource>,
    files: HashMap<TypstFile, Bytes>,
    names: HashMap<TypstFile, String>,
}

impl<'a> PaperWorld<'a> {
    /// Makes the world of a paper. `None` where a file's name is not one that Typst can hold.
    pub(crate) fn new(engine: &'a Engine, source: &Source) -> Option<Self> {
        let mut world = Self {
            engine,
            main: id(&main_of(source))?,
            sources: HashMap::new(),
            files: HashMap::new(),
            names: HashMap::new(),
        };
        for (name, bytes) in &source.files {
            let id = if name == MAIN { world.main } else { id(name)? };
            if name.ends_with(".typ") {
                let text = String::from_utf8_lossy(bytes);
                let own = name == MAIN;
                let parsed =
                    if own { TypstSource::new(id, text.into_owned()) } else { engine.parse(id, &text) };
                world.sources.insert(id, parsed);
            }
            world.files.insert(id, Bytes::new(Arc::clone(bytes)));
            world.names.insert(id, name.clone());
        }
        Some(world)
    }

    /// The name of a file; empty where the paper does not have it.
    pub(crate) fn name(&self, id: TypstFile) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }
}

/// The name of a paper's main file in Typst: one of its own, by which its places are told from those of the
/// papers that it is joined with.
fn main_of(source: &Source) -> String {
    format!("{}.{MAIN}", source.id.replace('/', "."))
}

fn id(name: &str) -> Option<TypstFile> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> TypstFile {
        self.main
    }

    fn source(&self, id: TypstFile) -> FileResult<TypstSource> {
        self.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: TypstFile) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        let fonts = &self.engine.fonts;
        let capitals = || self.engine.capitals.get(index.checked_sub(fonts.len())?).map(|(made, _)| made);
        fonts.get(index).or_else(capitals).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: TypstFile) -> FileError {
    match id.root() {
        VirtualRoot::Project => FileError::NotFound(id.vpath().get_without_slash().into()),
        VirtualRoot::Package(package) => FileError::Other(Some(
            format!("it asks for the package {package}, and boardpack fetches nothing from elsewhere").into(),
        )),
    }
}
