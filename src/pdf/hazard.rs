//! Files that would make a program that reads them fall over or never end, found before any reader follows them:
//! what is nested without end, and trees that name more pages than anybody can wait for. It looks into no
//! encrypted object.

use super::inflate::inflate;
use super::nesting::{is_too_deep, object_streams};
use super::page_tree::TreeNodes;
use super::parse::entry;

/// Whether a file means harm to its readers.
pub(super) fn is_harmful(file: &[u8]) -> bool {
    let Some(streams) = object_streams(file) else { return true };
    let mut nodes = TreeNodes::default();
    // Lists of children that are objects of their own may stand before those that name them.
    for again in [false, true] {
        if again && !nodes.needs_lists() {
            break;
        }
        nodes.add_objects(file);
        for stream in &streams {
            let unpacked = inflate(&file[stream.data.clone()]);
            if is_too_deep(&unpacked) {
                return true;
            }
            let dict = &file[stream.dict.clone()];
            let begins = dict.windows(2).position(|w| w == b"<<").unwrap_or(0);
            let first = entry(&dict[begins..], "First");
            let first = first.and_then(|first| usize::try_from(first.as_integer()?).ok());
            nodes.add_packed(&unpacked, first.unwrap_or(0));
        }
    }
    nodes.are_endless()
}
