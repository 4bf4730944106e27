//! The items of a pack, at every level, for the names of other files that the loader must read. It never
//! reads what else an item says.

use super::node::Node;

/// The depth of items down to which files are read, deeper than any agenda goes; an item below that is
/// refused when the pack is checked.
const DEEPEST: usize = 8;

/// Every item of a pack, in reading order, those below others too.
pub(crate) fn items(pack: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    collect(pack, 0, &mut found);
    found
}

fn collect<'a>(node: &'a Node, depth: usize, found: &mut Vec<&'a Node>) {
    let below = node.table().and_then(|t| t.get("item")).and_then(Node::array).unwrap_or_default();
    for item in below.iter().filter(|_| depth < DEEPEST) {
        found.push(item);
        collect(item, depth + 1, found);
    }
}

/// The tables in the lists `papers` of all items.
pub(super) fn papers(pack: &Node) -> Vec<&Node> {
    items(pack).into_iter().filter_map(|item| item.table()?.get("papers")?.array()).flatten().collect()
}
