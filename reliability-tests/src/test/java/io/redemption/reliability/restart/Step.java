package io.redemption.reliability.restart;

/** The steps of a process after which nothing of it may follow. */
enum Step {
    /** The shop is about to store the prepared attempt. */
    STORE_ATTEMPT,
    /** The shop is about to store that it sends the attempt. */
    STORE_SENDING,
    /** The journal is about to open the attempt. */
    OPEN,
    /** The journal has opened it, and nobody has heard that. */
    OPENED,
    /** The issuer's list is about to be read. */
    READ,
    /** The list is read, and nobody has heard what it shows. */
    HAS_READ,
    /** The request is about to leave. */
    SEND,
    /** The request has left. */
    SENT,
    /** The answer is there, and nobody has read it. */
    ANSWERED,
    /** The journal is about to record how a call ended. */
    RECORD,
    /** The journal has recorded it, and nobody has heard that. */
    RECORDED,
    /** The shop is about to store the answer. */
    STORE_ANSWER
}
