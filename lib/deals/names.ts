/** Apart from the schema, so that a page does not bring zod along. */
export const dealLabels = {
  title: "Title",
  stageId: "Stage",
  valueMinor: "Value",
  currency: "Currency",
  probability: "Probability",
  companyId: "Company",
  primaryContactId: "Main contact",
  ownerId: "Owner",
  productId: "Product",
  startDate: "Start date",
  expectedCloseDate: "Expected close",
  actualCloseDate: "Closed",
  lostReason: "Lost because",
  dealSource: "Source",
  description: "Description",
} as const;

/** How many cards a column of the board shows, and how many more each time; past the most, the list is the better place. */
export const CARDS_A_STEP = 30;
export const MOST_CARDS = 300;
