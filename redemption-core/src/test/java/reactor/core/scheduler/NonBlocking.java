package reactor.core.scheduler;

/** Stands for the interface of that name by which Reactor marks threads that must not wait. */
public interface NonBlocking {}
