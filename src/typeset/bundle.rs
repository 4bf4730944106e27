//! Pages of papers that are to be joined, laid out so that no place in one can be taken for a place in
//! another: each is told from the others by the name of its main file. It never joins them, and is the only
//! file that uses a function of Typst that no later version promises.

use typst::World;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Content, Output, StyleChain, Target};
use typst::introspection::{Introspector, Locator};
use typst_layout::{PagedDocument, layout_document_for_bundle};

/// The pages of a paper among others, laid out so that no place in them is taken for one of another's.
pub(super) struct Bundled(pub PagedDocument);

impl Output for Bundled {
    fn target() -> Target {
        Target::Paged
    }

    fn create(engine: &mut Engine<'_>, content: &Content, styles: StyleChain<'_>) -> SourceResult<Self> {
        // Typst finds the target of a link by what it is and where among its like. Each paper's main
        // file has a name of its own, and so have all places below it: without that, links of one
        // paper led into another, and no checker of PDFs saw it.
        let main = engine.world.main();
        let locator = Locator::root().split().next(&main);
        layout_document_for_bundle(engine, content, locator, styles).map(Self)
    }

    fn introspector(&self) -> &dyn Introspector {
        self.0.introspector().as_ref()
    }
}
