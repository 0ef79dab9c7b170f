package dev.quotaledger.api;

/** What a source can say of a deal, field by field, as JSON names it. */
public enum DealField {
  /** The system that it comes from; it cannot be taken back. */
  SOURCE("source"),
  /** Its owner. */
  REP("repId"),
  /** The shares of its credit. */
  SPLITS("splits"),
  /** The territory that it belongs to. */
  TERRITORY("territoryId"),
  /** The customer. */
  ACCOUNT("accountId"),
  /** What is sold. */
  PRODUCT_LINE("productLine"),
  /** Where it stands; it cannot be taken back. */
  STAGE("stage"),
  /** Its value. */
  AMOUNT("amount"),
  /** The currency of its value; it cannot be taken back. */
  CURRENCY("currency"),
  /** The day on which it was created. */
  CREATED_ON("createdOn"),
  /** The day on which it is expected to close. */
  EXPECTED_CLOSE_ON("expectedCloseOn"),
  /** The day on which it was won or lost. */
  CLOSED_ON("closedOn"),
  /** The lead that it came from. */
  LEAD("leadId");

  private final String jsonName;

  DealField(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The name in JSON: {@code repId}. */
  public String jsonName() {
    return jsonName;
  }
}
