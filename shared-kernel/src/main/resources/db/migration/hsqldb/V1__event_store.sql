-- The events, in the order in which their indexes were taken, which is not the order of their commits.
CREATE CACHED TABLE DomainEventEntry (
    globalIndex         BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    aggregateIdentifier VARCHAR(255)       NOT NULL,
    sequenceNumber      BIGINT             NOT NULL,
    type                VARCHAR(255),
    eventIdentifier     VARCHAR(255)       NOT NULL,
    metaData            VARBINARY(1048576),
    payload             VARBINARY(1048576) NOT NULL,
    payloadRevision     VARCHAR(255),
    payloadType         VARCHAR(255)       NOT NULL,
    timeStamp           VARCHAR(255)       NOT NULL,
    CONSTRAINT one_event_per_version UNIQUE (aggregateIdentifier, sequenceNumber),
    CONSTRAINT one_event_per_identifier UNIQUE (eventIdentifier)
);

CREATE CACHED TABLE SnapshotEventEntry (
    aggregateIdentifier VARCHAR(255)       NOT NULL,
    sequenceNumber      BIGINT             NOT NULL,
    type                VARCHAR(255)       NOT NULL,
    eventIdentifier     VARCHAR(255)       NOT NULL,
    metaData            VARBINARY(1048576),
    payload             VARBINARY(1048576) NOT NULL,
    payloadRevision     VARCHAR(255),
    payloadType         VARCHAR(255)       NOT NULL,
    timeStamp           VARCHAR(255)       NOT NULL,
    PRIMARY KEY (aggregateIdentifier, sequenceNumber),
    CONSTRAINT one_snapshot_per_identifier UNIQUE (eventIdentifier)
);
