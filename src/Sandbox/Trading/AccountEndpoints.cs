using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>/account, /api_keys, and cash moved between shards and subaccounts.</summary>
internal sealed class AccountEndpoints(TradingFloor floor, KeyRing keys)
{
    private const int MostSubaccounts = 63;
    private long _lastTransfer;

    public static Answer Limits(Call call) => Answer.Ok(writer =>
    {
        UsageTier tier = call.Customer.Gate.Tier;
        writer.WriteStartArray("grants");
        writer.WriteEndArray();
        Bucket(writer, "read", tier.ReadRefill, tier.ReadCapacity);
        writer.WriteString("usage_tier", tier.Name);
        Bucket(writer, "write", tier.WriteRefill, tier.WriteCapacity);
    });

    public Answer Keys(Call call)
    {
        List<ApiKey> own = [.. keys.Of(call.Customer)];
        return Answer.Ok(writer =>
        {
            writer.WriteNull("api_key_region_expiration_ts");
            writer.WriteStartArray("api_keys");
            foreach (ApiKey key in own)
            {
                writer.WriteStartObject();
                writer.WriteString("api_key_id", key.Id);
                writer.WriteString("name", key.Name);
                writer.WriteStartArray("scopes");
                foreach (string scope in key.Scopes)
                {
                    writer.WriteStringValue(scope);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>Makes a key pair; the private half is shown this once.</summary>
    public Answer GenerateKey(Call call)
    {
        string name = call.Body.Required("name");
        string[] scopes = call.Body.Strings("scopes") ?? KeyScopes.Full;
        if (scopes.Except(KeyScopes.All, StringComparer.Ordinal).Any())
        {
            return Answer.BadRequest("unknown scope");
        }

        (ApiKey key, string pem) = keys.Generate(call.Customer, name, scopes, call.Body.Small("subaccount"));
        return Answer.Created(writer =>
        {
            writer.WriteString("api_key_id", key.Id);
            writer.WriteString("private_key", pem);
        });
    }

    public Answer DeleteKey(Call call)
    {
        string id = call.Query.PathPart("api_key");
        return keys.Find(id)?.Customer == call.Customer && keys.Remove(id) ? Answer.Empty() : Answer.NotFound("api_key");
    }

    /// <summary>Moves cash between shards; the amount is in hundredths of a cent.</summary>
    public Answer TransferShards(Call call)
    {
        Body body = call.Body;
        long amount = body.Integer("amount") ?? 0;
        (int from, int to) = (body.Small("source_exchange_shard") ?? 0, body.Small("destination_exchange_shard") ?? 0);
        if (amount is <= 0 or > 1_000_000_000_000 || from is < 0 or > 3 || to is < 0 or > 3)
        {
            return Answer.BadRequest("amount and shards must be possible");
        }

        Account source = call.Account(body.Small("source_subaccount"));
        Account target = call.Account(body.Small("destination_subaccount"));
        return Move(source, from, target, to, Money.FromMicros(amount * 100));
    }

    public Answer OpenSubaccount(Call call)
    {
        int number = call.Customer.Accounts.Max(static item => item.Number) + 1;
        if (number > MostSubaccounts)
        {
            return Answer.Error(400, "too_many_subaccounts", $"at most {MostSubaccounts} subaccounts are possible");
        }

        call.Customer.Add(number, floor.OpenAccount(call.Customer.UserId, number, returnsCollateral: false, NoFunds));
        return Answer.Created(writer => writer.WriteNumber("subaccount_number", number));
    }

    public Answer Subaccounts(Call call)
    {
        List<(int Number, Money Cash)> balances = [.. call.Customer.Accounts.Select(item => (
            item.Number,
            floor.Read(item.Account, static statement => statement.Available)
                .Values.Aggregate(Money.Zero, static (sum, part) => sum + part)))];
        return Answer.Ok(writer =>
        {
            writer.WriteStartArray("subaccount_balances");
            foreach ((int number, Money cash) in balances)
            {
                writer.WriteStartObject();
                writer.WriteString("balance", cash.ToString());
                writer.WriteNumber("subaccount_number", number);
                writer.WriteNumber("updated_ts", floor.AsOf().ToUnixTimeSeconds());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    public Answer TransferSubaccounts(Call call)
    {
        Body body = call.Body;
        long cents = body.Integer("amount_cents") ?? 0;
        int shard = body.Small("exchange_index") ?? 0;
        if (cents is <= 0 or > 10_000_000_000 || shard is < 0 or > 3)
        {
            return Answer.BadRequest("amount_cents and exchange_index must be possible");
        }

        return Move(
            call.Account(body.Small("from_subaccount")), shard, call.Account(body.Small("to_subaccount")), shard,
            Money.FromMicros(cents * OrderWriter.CentMicros));
    }

    public static Answer Netting(Call call) => Answer.Ok(writer =>
    {
        writer.WriteStartArray("netting_configs");
        foreach ((int number, Account account) in call.Customer.Accounts)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("enabled", account.ReturnsCollateral);
            writer.WriteNumber("subaccount_number", number);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static readonly SortedDictionary<int, Money> NoFunds = [];

    private Answer Move(Account source, int from, Account target, int to, Money amount) => floor.Do((_, _) =>
    {
        if (source.AvailableOn(from) < amount)
        {
            return Answer.Error(400, "insufficient_balance", "insufficient balance");
        }

        Exchange.Deposit(source, from, -amount);
        Exchange.Deposit(target, to, amount);
        floor.MoneyMoved(source);
        floor.MoneyMoved(target);
        string id = $"74000000-0000-4000-8000-{++_lastTransfer:x12}";
        return Answer.Ok(writer => writer.WriteString("transfer_id", id));
    });

    private static void Bucket(Utf8JsonWriter writer, string name, int refill, int capacity)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("bucket_capacity", capacity);
        writer.WriteNumber("refill_rate", refill);
        writer.WriteEndObject();
    }
}
