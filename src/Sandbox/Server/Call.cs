using Dutchbook.Simulation;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>A request as an endpoint sees it: who asks, what and with which body.</summary>
internal sealed class Call(HttpRequest request, ReadOnlyMemory<byte> bytes, ApiKey? key)
{
    private Body? _body;

    public Query Query { get; } = new(request);

    public bool IsSigned => key is not null;

    public ApiKey Key => key ?? throw new RefusedException(SignatureCheck.Unauthorized("NO_SIGNATURE"));

    public Customer Customer => Key.Customer;

    public Body Body => _body ??= Body.Parse(bytes);

    /// <summary>The subaccount that is meant; refused where there is none, or the key may not act for it.</summary>
    public Account Account(int? asked)
    {
        int number = asked ?? Key.Subaccount ?? 0;
        if (Key.Subaccount is { } only && only != number)
        {
            throw new RefusedException(Answer.Error(403, "forbidden", "forbidden", $"the key is bound to subaccount {only}"));
        }

        return Customer.Account(number) ?? throw new RefusedException(Answer.NotFound("subaccount"));
    }

    /// <summary>The subaccounts a read is about: the one named, else <paramref name="standard"/>, else all that the key may see.</summary>
    public IReadOnlyList<(int Number, Account Account)> Accounts(int? standard)
    {
        int? asked = Query.Text("subaccount").Length > 0 ? Query.Small("subaccount") : Key.Subaccount ?? standard;
        return asked is { } number ? [(number, Account(number))] : Customer.Accounts;
    }
}
