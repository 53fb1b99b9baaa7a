<?php

namespace App\Http\Controllers;

use App\Models\BroadcastLog;
use App\Models\Workspace;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;

/**
 * The history of a workspace by cursor. The protocol has no replay: what was broadcast while a client was away is
 * lost to it, unless it can ask here.
 */
final class CatchUpController
{
    public function index(Request $request, Workspace $workspace): JsonResponse
    {
        abort_unless($workspace->members()->whereKey($request->user()->getKey())->exists(), 403);
        $limit = min(max($request->integer('limit', 50), 1), 500);
        $entries = BroadcastLog::query()->visibleTo($request->user(), $workspace);
        $oldest = (clone $entries)->min('id');
        // Of everybody's, and read before the page: where a client stands whose page is empty. One that stands
        // beyond it sees that this history is not the one it knows.
        $newest = BroadcastLog::query()->where('workspace_id', $workspace->id)->max('id');

        if ($request->filled('after')) {
            // One more than was asked for tells whether there is a next page.
            $page = $entries->where('id', '>', $request->integer('after'))->orderBy('id')->limit($limit + 1)->get();
            $next = $page->count() > $limit ? (string) $page[$limit - 1]->id : null;
            $page = $page->take($limit);
        } else {
            $page = $entries->orderByDesc('id')->limit($limit)->get()->reverse()->values();
            $next = null;
        }

        return response()->json([
            'data' => $page->map(fn (BroadcastLog $entry): array => [
                'cursor' => (string) $entry->id,
                'event' => $entry->event,
                'channel' => $entry->channel,
                'data' => $entry->payload,
                'created_at' => $entry->created_at->toISOString(),
            ]),
            'next' => $next,
            'oldest' => $oldest === null ? null : (string) $oldest,
            'cursor' => (string) ($page->last()?->id ?? $newest ?? $request->integer('after')),
        ]);
    }
}
