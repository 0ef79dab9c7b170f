-- The events, in the order in which their indexes were taken, which is not the order of their commits.
CREATE TABLE DomainEventEntry (
    globalIndex         BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    aggregateIdentifier VARCHAR(255) COLLATE "C" NOT NULL,
    sequenceNumber      BIGINT                   NOT NULL,
    type                VARCHAR(255),
    eventIdentifier     VARCHAR(255) COLLATE "C" NOT NULL,
    metaData            BYTEA,
    payload             BYTEA                    NOT NULL,
    payloadRevision     VARCHAR(255),
    payloadType         VARCHAR(255)             NOT NULL,
    timeStamp           VARCHAR(255) COLLATE "C" NOT NULL,
    CONSTRAINT one_event_per_version UNIQUE (aggregateIdentifier, sequenceNumber),
    CONSTRAINT one_event_per_identifier UNIQUE (eventIdentifier)
);

CREATE TABLE SnapshotEventEntry (
    aggregateIdentifier VARCHAR(255) COLLATE "C" NOT NULL,
    sequenceNumber      BIGINT                   NOT NULL,
    type                VARCHAR(255)             NOT NULL,
    eventIdentifier     VARCHAR(255) COLLATE "C" NOT NULL,
    metaData            BYTEA,
    payload             BYTEA                    NOT NULL,
    payloadRevision     VARCHAR(255),
    payloadType         VARCHAR(255)             NOT NULL,
    timeStamp           VARCHAR(255)             NOT NULL,
    PRIMARY KEY (aggregateIdentifier, sequenceNumber),
    CONSTRAINT one_snapshot_per_identifier UNIQUE (eventIdentifier)
);
