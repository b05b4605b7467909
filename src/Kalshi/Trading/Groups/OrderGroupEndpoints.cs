using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// Order groups: <c>/portfolio/order_groups</c>, of the configured subaccount. Writes are one try each, their outcomes
/// typed.
/// </summary>
public sealed class OrderGroupEndpoints
{
    private const string Root = "/portfolio/order_groups";
    private static readonly SealedBody nothing = SealedBody.Seal("{}"u8);

    private readonly PatientSender _reader;
    private readonly WriteSender _writer;
    private readonly int _subaccount;

    internal OrderGroupEndpoints(PatientSender reader, WriteSender writer, int subaccount) =>
        (_reader, _writer, _subaccount) = (reader, writer, subaccount);

    /// <exception cref="KalshiException">The venue does not say.</exception>
    public async Task<Listing<OrderGroup>> GetGroups(CancellationToken stop)
    {
        RawPage page = await _reader.GetAsync($"{Root}?{Subaccount}", stop);
        return Listings.Read(
            page, "order_groups", WireReader.Read(page, WireJson.Default.OrderGroupsWire).OrderGroups,
            static wire => new OrderGroup(
                Field.Need(wire.Id, "id"), Field.Quantity(wire.ContractsLimitFp, "contracts_limit_fp"), wire.IsAutoCancelEnabled,
                wire.ExchangeIndex));
    }

    /// <exception cref="KalshiException">The venue does not say; 404 has been seen for groups that were
    /// alive.</exception>
    public async Task<OrderGroup> GetGroup(string groupId, CancellationToken stop)
    {
        RawPage page = await _reader.GetAsync(Of(groupId), stop);
        OneOrderGroupWire wire = WireReader.Read(page, WireJson.Default.OneOrderGroupWire);
        return PortfolioReading.Guard(page, () => new OrderGroup(
            groupId, Field.Quantity(wire.ContractsLimitFp, "contracts_limit_fp"), wire.IsAutoCancelEnabled, wire.ExchangeIndex,
            wire.Orders ?? []));
    }

    /// <param name="limit">Contracts that may match within 15 seconds; whole ones.</param>
    /// <param name="exchangeIndex">The shard it is for; the venue takes 0 where it is not said.</param>
    public async Task<WriteOutcome<GroupReceipt>> Create(Quantity limit, int? exchangeIndex, CancellationToken stop)
    {
        SealedBody body = BodyWriter.Write(json =>
        {
            json.WriteNumber("subaccount", _subaccount);
            WriteLimit(json, limit);
            BodyWriter.Number(json, "exchange_index", exchangeIndex);
        });
        WriteReply reply = await _writer.SendAsync(new WriteRequest(HttpMethod.Post, Root + "/create", body), stop);
        return _writer.Note(WriteJudge.Judge(reply, answer => WriteJudge.Read(answer, WireJson.Default.CreatedGroupWire, wire =>
            string.IsNullOrWhiteSpace(wire.OrderGroupId)
                ? WriteJudge.Doubt<GroupReceipt>(DoubtKind.NoOrder, answer, "the answer names no group")
                : wire.Subaccount is { } other && other != _subaccount
                    ? WriteJudge.Doubt<GroupReceipt>(DoubtKind.WrongOrder, answer, $"the group was made for subaccount {other}")
                    : new WriteOutcome<GroupReceipt>.Accepted(new GroupReceipt(wire.OrderGroupId, answer.At)))));
    }

    /// <summary>Counts from nothing again, and takes orders again.</summary>
    public Task<WriteOutcome<GroupChange>> Reset(string groupId, CancellationToken stop) =>
        Change(HttpMethod.Put, groupId, "/reset", nothing, cancels: false, stop);

    /// <summary>Cancels the group's orders, and takes no more.</summary>
    public Task<WriteOutcome<GroupChange>> Trigger(string groupId, CancellationToken stop) =>
        Change(HttpMethod.Put, groupId, "/trigger", nothing, cancels: true, stop);

    public Task<WriteOutcome<GroupChange>> SetLimit(string groupId, Quantity limit, CancellationToken stop) => Change(
        HttpMethod.Put, groupId, "/limit", BodyWriter.Write(json => WriteLimit(json, limit)), cancels: false, stop);

    /// <summary>Cancels the group's orders, and the group is gone.</summary>
    public Task<WriteOutcome<GroupChange>> Delete(string groupId, CancellationToken stop) =>
        Change(HttpMethod.Delete, groupId, "", SealedBody.Empty, cancels: true, stop);

    private string Subaccount => Target.And("subaccount", _subaccount)[1..];

    private string Of(string groupId, string verb = "") => $"{Root}/{Target.Part(groupId)}{verb}?{Subaccount}";

    private async Task<WriteOutcome<GroupChange>> Change(
        HttpMethod method, string groupId, string verb, SealedBody body, bool cancels, CancellationToken stop)
    {
        WriteReply reply = await _writer.SendAsync(new WriteRequest(method, Of(groupId, verb), body, Cancels: cancels), stop);
        return _writer.Note(WriteJudge.Judge(reply, answer => WriteJudge.Done(answer, new GroupChange(groupId, answer.At))));
    }

    private static void WriteLimit(Utf8JsonWriter json, Quantity limit) => json.WriteString("contracts_limit_fp", limit.ToString());
}
