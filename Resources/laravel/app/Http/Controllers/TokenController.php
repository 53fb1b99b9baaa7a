<?php

namespace App\Http\Controllers;

use App\Models\User;
use Illuminate\Http\Request;
use Illuminate\Http\Response;
use Illuminate\Support\Facades\Hash;
use Illuminate\Validation\ValidationException;

/** Tokens for programs that are no browsers, as the documentation of Sanctum sketches them. */
final class TokenController
{
    /** The token as plain text; `craftdesk login` asks for it. */
    public function store(Request $request): string
    {
        $fields = $request->validate([
            'email' => ['required', 'email'],
            'password' => ['required', 'string'],
            'device_name' => ['required', 'string', 'max:255'],
        ]);
        $user = User::firstWhere('email', $fields['email']);
        if ($user === null || ! Hash::check($fields['password'], $user->password)) {
            throw ValidationException::withMessages([
                'email' => ['The provided credentials are incorrect.'],
            ]);
        }

        return $user->createToken($fields['device_name'])->plainTextToken;
    }

    /** `craftdesk logout` revokes the token it was sent with. */
    public function destroy(Request $request): Response
    {
        $request->user()->currentAccessToken()->delete();

        return response()->noContent();
    }
}
