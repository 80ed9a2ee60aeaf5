/** What may be done here: nothing until the server has said so. */

import { session } from './api';

export const may = $state({ change: false, largest: Infinity });

export async function arrived(): Promise<void> {
  const { read_only, largest } = await session();
  Object.assign(may, { change: !read_only, largest });
}
