using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Zhijian.Modules.Inspections.Field;

/// <summary>Who was signed in on which phone, when, and how far its clock was off.</summary>
/// <param name="At">UTC, by the server.</param>
/// <param name="Offset">Server's clock less phone's clock.</param>
public sealed record FieldPass(Guid UserId, Guid DeviceId, DateTime At, TimeSpan Offset);

/// <summary>
/// Each contact of a phone is given a sealed pass, and each record made afterwards carries it: so the author is bound when the
/// record is made, and cannot be older than the contact. Nobody makes a pass but the server.
/// </summary>
public sealed class FieldPasses(IDataProtectionProvider protection)
{
    const int Longest = 2000;
    readonly IDataProtector protector = protection.CreateProtector("zhijian.field.pass");

    public string Seal(FieldPass pass) => protector.Protect(JsonSerializer.Serialize(pass));

    /// <returns>Null: it is not one of ours.</returns>
    public FieldPass? Open(string? sealedPass)
    {
        if (sealedPass is not { Length: > 0 and <= Longest }) return null;
        try
        {
            return JsonSerializer.Deserialize<FieldPass>(protector.Unprotect(sealedPass));
        }
        catch (Exception forged) when (forged is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
