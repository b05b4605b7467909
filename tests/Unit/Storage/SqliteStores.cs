using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Unit.Storage;

public sealed class SqliteStores : StoreCompliance, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteStores() => _database = SqliteDatabase.OpenWriter(_folder.File("dutchbook.db"));

    private protected override IMarketStore Markets => _database.Markets;

    private protected override IRelationStore Relations => _database.Relations;

    private protected override IOpportunityStore Opportunities => _database.Opportunities;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }
}
