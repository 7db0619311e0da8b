/** The registry of field widgets: one line for each name that the engine knows. */

import type { FieldDocument, WidgetName } from "@/api/documents";
import { lazily } from "@/i18n/lazily";
import { ChoiceSelect } from "./ChoiceSelect";
import { ComputedValue } from "./ComputedValue";
import { DateInput } from "./DateInput";
import { DepartmentPicker } from "./DepartmentPicker";
import { EmailInput } from "./EmailInput";
import { FileUpload } from "./FileUpload";
import { LinkPicker } from "./LinkPicker";
import { MomentInput } from "./MomentInput";
import { MoneyInput } from "./MoneyInput";
import { MultiChoiceSelect } from "./MultiChoiceSelect";
import { NumberInput } from "./NumberInput";
import { PercentInput } from "./PercentInput";
import { PersonPicker } from "./PersonPicker";
import { PhoneInput } from "./PhoneInput";
import { SwitchInput } from "./SwitchInput";
import { TextArea } from "./TextArea";
import { TextInput } from "./TextInput";
import { UrlInput } from "./UrlInput";
import type { Widget } from "./widget";

/** Heavier ones arrive when a form first shows them; the sub-table needs this very registry for its cells. */
const SubTable = lazily(async () => (await import("./SubTable")).SubTable);
const PhotoUpload = lazily(async () => (await import("./PhotoUpload")).PhotoUpload);
const LocationPicker = lazily(async () => (await import("./LocationPicker")).LocationPicker);

export const WIDGETS = {
  "text-input": TextInput,
  "text-area": TextArea,
  "number-input": NumberInput,
  "money-input": MoneyInput,
  "percent-input": PercentInput,
  "date-input": DateInput,
  "moment-input": MomentInput,
  switch: SwitchInput,
  "choice-select": ChoiceSelect,
  "multi-choice-select": MultiChoiceSelect,
  "phone-input": PhoneInput,
  "email-input": EmailInput,
  "url-input": UrlInput,
  "person-picker": PersonPicker,
  "department-picker": DepartmentPicker,
  "link-picker": LinkPicker,
  "sub-table": SubTable,
  computed: ComputedValue,
  "file-upload": FileUpload,
  "photo-upload": PhotoUpload,
  "location-picker": LocationPicker,
} satisfies Record<WidgetName, Widget>;

export const widgetOf = (field: FieldDocument): Widget => WIDGETS[field.widget];
