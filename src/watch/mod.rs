//! A run as it is watched from outside: in which stage and at which paper it is when it fails, whether it was
//! asked to stop, and how long things take where that was asked for. It does nothing of a stage itself.

mod panics;
mod trace;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::panicking;
use std::time::Duration;

pub use panics::Panics;
pub use trace::Gauge;
use trace::Trace;

use crate::failure::{Failure, Fault, Stage, paper_folder};

/// A wish from outside that the run may end. Copies share it.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicUsize>);

impl Stop {
    /// Asks the run to end, and gives how often it was asked before.
    pub fn request(&self) -> usize {
        self.0.fetch_add(1, Ordering::SeqCst)
    }

    /// True once the run was asked to end.
    pub fn is_requested(&self) -> bool {
        self.0.load(Ordering::SeqCst) > 0
    }
}

/// The watch over one run.
#[derive(Debug, Default)]
pub struct Watch {
    stop: Stop,
    panics: Panics,
    /// The first panic that left a stage.
    fault: Mutex<Option<Fault>>,
    /// The times of all stages; nothing where nobody asked for them.
    trace: OnceLock<Trace>,
}

impl Watch {
    /// A watch that looks for stops and panics in those places.
    pub fn new(stop: Stop, panics: Panics) -> Self {
        Self { stop, panics, ..Self::default() }
    }

    /// Does the work of a stage as a whole.
    pub fn stage<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let _guard = self.guard(stage, None);
        work()
    }

    /// Does the work of a stage on one paper, which is named by its id: "reports/x/report".
    pub fn paper<T>(&self, stage: Stage, paper: &str, work: impl FnOnce() -> T) -> T {
        let _guard = self.guard(stage, Some(paper));
        work()
    }

    fn guard<'a>(&'a self, stage: Stage, paper: Option<&'a str>) -> Guard<'a> {
        Guard { watch: self, stage, paper, start: self.trace.get().map(Trace::now) }
    }

    /// Keeps the times of all stages from now on, by that gauge.
    pub fn keep_times(&self, gauge: Arc<dyn Gauge>) {
        let _ = self.trace.set(Trace::new(gauge));
    }

    /// The times of a command until now, as a trace in JSON; `None` where they were not kept.
    pub fn trace(&self, command: &str) -> Option<Vec<u8>> {
        Some(self.trace.get()?.json(command))
    }

    /// True once the run was asked to end.
    pub fn is_stopped(&self) -> bool {
        self.stop.is_requested()
    }

    /// Goes on unless the run was asked to end.
    ///
    /// # Errors
    /// Where it was.
    pub fn go_on(&self) -> Result<(), Failure> {
        if self.is_stopped() { Err(Failure::stopped()) } else { Ok(()) }
    }

    /// The fault behind a panic that was caught.
    pub fn fault(&self) -> Fault {
        let first = self.fault.lock().unwrap_or_else(PoisonError::into_inner).take();
        first.unwrap_or_else(|| Fault { stage: None, papers: Vec::new(), place: self.panics.place() })
    }

    /// Keeps where a panic came from. What leaves first was the innermost.
    fn blame(&self, stage: Stage, paper: Option<&str>) {
        let mut fault = self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        fault.get_or_insert_with(|| Fault {
            stage: Some(stage),
            papers: paper.map(|id| paper_folder(id).to_owned()).into_iter().collect(),
            place: self.panics.place(),
        });
    }
}

/// Work that is being done: where it ends by a panic, its stage is known.
struct Guard<'a> {
    watch: &'a Watch,
    stage: Stage,
    paper: Option<&'a str>,
    /// When it began, where times are kept.
    start: Option<Duration>,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        if panicking() {
            self.watch.blame(self.stage, self.paper);
        }
        if let (Some(trace), Some(start)) = (self.watch.trace.get(), self.start) {
            trace.end(self.stage, self.paper, start);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

    use super::*;

    #[test]
    fn a_panic_is_of_the_innermost_stage_and_paper() {
        let watch = Watch::default();
        let caught = catch_unwind(AssertUnwindSafe(|| {
            watch.stage(Stage::Load, || ());
            watch.stage(Stage::Typeset, || {
                watch.paper(Stage::Number, "reports/a", || ());
                watch.paper(Stage::Assemble, "reports/b", || resume_unwind(Box::new("a fault")))
            })
        }));
        let _: Result<(), _> = caught.map(|(): ()| assert_eq!("it went on", ""));
        let fault = watch.fault();
        assert_eq!((fault.stage, fault.papers), (Some(Stage::Assemble), vec!["reports/b".to_owned()]));
        assert_eq!(watch.fault().stage, None);
    }

    #[test]
    fn a_stop_is_seen_by_every_copy() {
        let stop = Stop::default();
        let watch = Watch::new(stop.clone(), Panics::default());
        assert_eq!(watch.go_on(), Ok(()));
        assert_eq!((stop.request(), stop.request()), (0, 1));
        assert_eq!(watch.go_on(), Err(Failure::stopped()));
    }
}
