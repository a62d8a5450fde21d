/** Another process, or another store of this one, has the folder open. */
export class StoreInUseError extends Error {
  constructor(readonly dir: string) {
    super(
      `The data folder ${dir} is in use by another process. Stop that process, choose another folder, or set MONGODB_URI to share a MongoDB server.`,
    );
    this.name = 'StoreInUseError';
  }
}
