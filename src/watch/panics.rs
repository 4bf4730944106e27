//! The places in the source from which panics came, as the hook of the program notes them. It keeps nothing of
//! what a panic says, which may be words of a paper.

use std::panic::Location;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{ThreadId, current};

use crate::failure::source_place;

/// Notes of panics. Copies share them.
#[derive(Debug, Clone, Default)]
pub struct Panics(Arc<Mutex<Vec<(ThreadId, String)>>>);

impl Panics {
    /// Notes that this thread panics.
    pub fn note(&self, location: Option<&Location<'_>>) {
        if let Some(location) = location {
            let place = source_place(location);
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push((current().id(), place));
        }
    }

    /// The place of the first panic of this thread, or else of any.
    pub(super) fn place(&self) -> Option<String> {
        let noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = noted.iter().find(|(thread, _)| *thread == current().id());
        own.or(noted.first()).map(|(_, place)| place.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_finds_its_own_panic_first() {
        let panics = Panics::default();
        assert_eq!(panics.place(), None);
        let other = panics.clone();
        let noted = std::thread::spawn(move || other.note(Some(Location::caller()))).join();
        assert!(noted.is_ok());
        let first = panics.place();
        assert!(first.is_some());
        panics.note(Some(Location::caller()));
        assert!(panics.place() != first);
    }
}
