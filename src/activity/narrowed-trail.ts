/** Whether a call makes a trail record less. Source: CloudTrail API reference, UpdateTrail and PutEventSelectors. */
import { type Fields, fieldsOf } from './fields.ts';

/** What a trail records besides the events of its own region. */
const EXTENTS = ['isMultiRegionTrail', 'includeGlobalServiceEvents', 'isOrganizationTrail'];

/** What the trail was before is in no record: less than all management events of all regions counts as narrower. */
export function narrowsTrail(name: string, record: unknown): boolean {
  const parameters = fieldsOf(fieldsOf(record).requestParameters);
  switch (name) {
    case 'StopLogging':
    case 'DeleteTrail':
      return true;
    case 'UpdateTrail':
      return EXTENTS.some((extent) => parameters[extent] === false);
    case 'PutEventSelectors':
      return !recordsAll(parameters);
    default:
      return false;
  }
}

function recordsAll({ eventSelectors, advancedEventSelectors }: Fields): boolean {
  return listOf(eventSelectors).some(isOfAllEvents) || listOf(advancedEventSelectors).some(isAdvancedOfAllEvents);
}

function isOfAllEvents(selector: unknown): boolean {
  const { readWriteType = 'All', includeManagementEvents = true } = fieldsOf(selector);
  return readWriteType === 'All' && includeManagementEvents === true;
}

/** `readOnly` chooses some of them. Leaving out single services, such as KMS, is what AWS offers against cost. */
function isAdvancedOfAllEvents(selector: unknown): boolean {
  const fields = listOf(fieldsOf(selector).fieldSelectors).map(fieldsOf);
  const isManagement = fields.some(
    ({ field, equals }) => field === 'eventCategory' && listOf(equals).includes('Management'),
  );
  return isManagement && !fields.some(({ field }) => field === 'readOnly');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
